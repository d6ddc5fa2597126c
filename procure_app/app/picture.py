"""Pictures of the app without a display: an example's report and every page of the wizard."""

from __future__ import annotations

from pathlib import Path

from procure_app.app import application, build_session, build_window, report_bytes, write_bytes


def pictures(target: Path, example: str) -> list[Path]:
    """Write the example's PDF and a picture of each page of the wizard; return their paths."""
    import os

    from procure_app.resources import folder
    from procure_app.store.shipped.example import load_example

    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    session = build_session()
    session.new(load_example(folder("examples"), example))
    target.mkdir(parents=True, exist_ok=True)
    report = target / f"{example}.pdf"
    write_bytes(report, report_bytes(session.reading))
    made = application()
    window = build_window(session)
    window.resize(1440, 900)
    window.show()
    paths = [report]
    for number, key in enumerate(window.body.pages(), 1):
        window.body.go(key)
        for _ in range(4):  # cards that were added ask for their room one after the other
            made.processEvents()
        path = target / f"{number:02}-{key}.png"
        window.grab().save(str(path))
        paths.append(path)
    window.desk.session.new(session.assessment)  # nothing to save: closing must not ask
    window.close()
    return paths
