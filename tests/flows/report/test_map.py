"""The map: what is seen, where dots and labels come, how outlines are cut; and the base map that ships."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.report import outlines as shapes
from flows.report.build_basemap import build, simplified, tolerance
from flows.report.map import Spot, draw_map, fit
from flows.report.outlines import BASEMAP, clipped, contains, outlines, roomy

SPOTS = [
    Spot("Lachin", 39.6, 46.5, 9, "terms"),
    Spot("Aghdam", 40.0, 46.9, 4, "terms"),
    Spot("Hadrut", 39.5, 47.0, 1, "breach"),
]
THEATRE = (44.0, 38.8, 47.5, 41.1)
SQUARE = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]


def area(ring: list[tuple[float, float]]) -> float:
    return shapes.area(ring) if len(ring) > 2 else 0.0


@given(
    st.lists(st.tuples(st.floats(-60, 75), st.floats(-179, 179)), min_size=1, max_size=8),
    st.sampled_from([(920, 560), (360, 420)]),
)
def test_every_spot_is_inside_the_map(points: list[tuple[float, float]], size: tuple[int, int]) -> None:
    view = fit([(lon, lat) for lat, lon in points], *size)
    for lat, lon in points:
        x, y = view.pixel(lon, lat)
        assert 0 <= x <= size[0]
        assert 0 <= y <= size[1]


def test_north_is_up_and_east_is_right_and_more_events_make_a_larger_dot() -> None:
    lachin, aghdam, hadrut = draw_map(SPOTS, THEATRE, 920, 560, 13).dots
    assert [dot.spot.name for dot in (lachin, aghdam, hadrut)] == ["Lachin", "Aghdam", "Hadrut"]
    assert lachin.x < aghdam.x < hadrut.x
    assert aghdam.y < lachin.y < hadrut.y
    assert lachin.radius > aghdam.radius > hadrut.radius


def test_a_kilometre_is_as_long_eastward_as_northward() -> None:
    view = fit([(spot.lon, spot.lat) for spot in SPOTS], 920, 560)
    assert view.x_scale / view.y_scale == pytest.approx(0.77, abs=0.01)  # cos(39.75 degrees)


def test_labels_do_not_cover_each_other() -> None:
    crowd = [Spot(f"Village {number}", 39.5 + number * 0.008, 46.5, number, "talk") for number in range(40)]
    drawn = draw_map(crowd, THEATRE, 360, 420, 11)
    boxes = [(dot.label, dot.spot.name) for dot in drawn.dots if dot.label]
    assert 2 <= len(boxes) < 40
    rectangles = [(x, y - 11, x + len(name) * 11 * 0.56, y + 3.3) for (x, y), name in boxes]
    for number, one in enumerate(rectangles):
        for other in rectangles[number + 1 :]:
            assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_the_countries_around_are_drawn_and_named() -> None:
    drawn = draw_map(SPOTS, THEATRE, 920, 560, 13)
    assert {"Armenia", "Azerbaijan"} <= {country.name for country in drawn.countries}
    assert "Brazil" not in {country.name for country in drawn.countries}


def test_a_name_stands_in_its_own_country() -> None:
    """The middle of a bent country may lie in its neighbour: Iran's, seen from Karabakh, did."""
    bent = [(0.0, 0.0), (90.0, 0.0), (90.0, 10.0), (10.0, 10.0), (10.0, 90.0), (0.0, 90.0)]
    room, x, y = roomy(bent, (0.0, 0.0, 90.0, 90.0))[0]
    assert contains(bent, (x, y))
    assert room > 3


@pytest.mark.parametrize(("size", "font_size"), [((920, 520), 13), ((360, 420), 11)])
def test_every_country_named_on_a_map_is_named_in_itself(size: tuple[int, int], font_size: float) -> None:
    spots = [*SPOTS, Spot("Yerevan", 40.18, 44.51, 1, "talk"), Spot("Nakhchivan", 39.2, 45.4, 1, "talk")]
    drawn = draw_map(spots, THEATRE, *size, font_size)
    view = fit([(spot.lon, spot.lat) for spot in spots], *size)
    rings = dict(outlines())
    named = [(country.name, country.label) for country in drawn.countries if country.label]
    assert named
    for name, (x, y) in named:
        middle = (x + len(name) * font_size * 0.4, y - font_size / 2)
        where = (view.west + middle[0] / view.x_scale, view.north - middle[1] / view.y_scale)
        assert any(contains(ring, where) for ring in rings[name]), name


def test_few_places_are_shown_in_the_whole_theatre() -> None:
    (lone,) = draw_map(SPOTS[:1], THEATRE, 920, 560, 13).dots
    view = fit([THEATRE[:2], THEATRE[2:]], 920, 560)
    assert (lone.x, lone.y) == pytest.approx(view.pixel(46.5, 39.6), abs=0.1)


def test_an_area_far_from_the_points_is_left_out() -> None:
    far = Spot("Caucasus", 43.0, 44.0, 3, "talk", is_area=True)
    near = Spot("Line of contact", 39.8, 46.8, 3, "breach", is_area=True)
    shown = {dot.spot.name for dot in draw_map([*SPOTS, far, near], THEATRE, 920, 560, 13).dots}
    assert shown == {"Lachin", "Aghdam", "Hadrut", "Line of contact"}


def test_a_map_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a place"):
        draw_map([], THEATRE, 920, 560, 13)


@pytest.mark.parametrize(
    ("box", "left"),
    [((-1, -1, 11, 11), 100), ((0, 0, 5, 10), 50), ((2, 2, 4, 4), 4), ((20, 20, 30, 30), 0), ((5, 5, 99, 99), 25)],
)
def test_a_polygon_is_cut_to_a_box(box: tuple[float, float, float, float], left: float) -> None:
    assert area(clipped(SQUARE, box)) == pytest.approx(left)


@given(st.lists(st.tuples(st.integers(-50, 50), st.integers(-50, 50)), min_size=3, max_size=12))
def test_what_is_cut_lies_in_the_box(ring: list[tuple[int, int]]) -> None:
    for x, y in clipped([(float(x), float(y)) for x, y in ring], (-10.0, -10.0, 10.0, 10.0)):
        assert -10 - 1e-6 <= x <= 10 + 1e-6
        assert -10 - 1e-6 <= y <= 10 + 1e-6


def test_the_base_map_that_ships_is_small_and_whole() -> None:
    assert BASEMAP.stat().st_size < 300_000
    countries = dict(outlines())
    assert len(countries) > 150
    for name in ("Armenia", "Azerbaijan", "Ukraine", "Sudan", "Israel", "Myanmar", "Colombia"):
        assert countries[name]
    for rings in countries.values():
        for ring in rings:
            assert ring[0] == ring[-1]
            assert all(-180.1 <= lon <= 180.1 and -90.1 <= lat <= 90.1 for lon, lat in ring)


def test_a_town_lies_in_its_country() -> None:
    """Cut out of its country by a small box, the ground around Yerevan fills the box."""
    box = (44.4, 40.1, 44.6, 40.3)
    (ring,) = [ring for ring in (clipped(list(ring), box) for ring in dict(outlines())["Armenia"]) if len(ring) > 2]
    assert area(ring) == pytest.approx(0.04, rel=0.01)


def test_outlines_are_fine_near_a_theatre_and_coarse_elsewhere() -> None:
    boxes = [(44.0, 38.0, 48.0, 41.0)]
    assert tolerance((46.0, 40.0), boxes) < tolerance((52.0, 40.0), boxes) < tolerance((-100.0, 40.0), boxes)
    wiggle = [(40.0 + step / 100, 40.0 + (step % 2) * 0.05) for step in range(100)]
    assert len(simplified([(x + 5, y) for x, y in wiggle], boxes)) > len(
        simplified([(x + 60, y) for x, y in wiggle], boxes)
    )


def test_a_built_map_keeps_shared_borders_shared() -> None:
    topology = {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [[[10, 0], [0, 10]], [[10, 10], [-10, 0], [0, -10], [10, 0]], [[10, 10], [10, 0], [0, -10], [-10, 0]]],
        "objects": {
            "countries": {
                "geometries": [
                    {"type": "Polygon", "arcs": [[0, 1]], "properties": {"name": "West"}},
                    {"type": "Polygon", "arcs": [[0, 2]], "properties": {"name": "East"}},
                ]
            }
        },
    }
    made = build(topology, [(0.0, 0.0, 20.0, 10.0)])
    assert [country["name"] for country in made["countries"]] == ["West", "East"]
    assert made["countries"][0]["polygons"][0][0][0] == made["countries"][1]["polygons"][0][0][0]
    assert json.loads(json.dumps(made)) == made
