#!/bin/sh
# Chromium without the two pages of its own that each window opens for its address bar, which nobody sees here and which take a
# sixth of the time. Playwright gives this switch already, and a second one would replace the first.
for arg do
  shift
  case "$arg" in
    --disable-features=*) arg="$arg,WebUIOmniboxPopup,WebUIOmniboxAimPopup" ;;
  esac
  set -- "$@" "$arg"
done
exec "$CHROMIUM_PROGRAM" "$@"
