"""The step of the build that pyproject.toml cannot say: messages are compiled to what gettext reads."""

from pathlib import Path

import polib
from setuptools import setup
from setuptools.command.build_py import build_py


class BuildPy(build_py):
    """Compile tm/locale/*/LC_MESSAGES/*.po, then build as usual."""

    def run(self) -> None:
        """Leave each catalogue beside its source, where an editable installation finds it, too."""
        for path in sorted(Path(__file__).parent.glob("tm/locale/*/LC_MESSAGES/*.po")):
            polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))
        super().run()


setup(cmdclass={"build_py": BuildPy})
