"""The newsroom's own command says in one line what is wrong with its options."""

from __future__ import annotations

import pytest

from flows.newsroom.__main__ import main


@pytest.mark.parametrize("port", ["80000", "65533", "-1", "http"])
def test_a_port_that_is_none_is_wrong_usage(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([f"--port={port}"])
    assert ended.value.code == 2
    assert f"{port!r} is no port: name one from 1024 to 65532" in capsys.readouterr().err
