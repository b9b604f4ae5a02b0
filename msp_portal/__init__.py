"""Same Sheet: settings, URLs and the processes that wire the apps together. Nothing imports it."""
