-- What a reader's connection is bound to, in this order: after the last line nothing can be changed.
USE trucewire;
SET TimeZone = 'UTC';
-- A progress bar would be printed into the answer.
SET enable_progress_bar = false;
SET autoinstall_known_extensions = false;
SET autoload_known_extensions = false;
SET enable_external_access = false;
SET lock_configuration = true;
