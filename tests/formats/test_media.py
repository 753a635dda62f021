from __future__ import annotations

import pytest

from tm.formats.media import alone


@pytest.mark.parametrize(
    "text",
    [
        "[![a](https://img.youtube.com/vi/abcdefghijk/0.jpg)](https://youtu.be/abcdefghijk)",
        "[![a](thumb.png)](https://www.youtube.com/watch?list=x&v=abcdefghijk&t=3)",
        '<iframe width="5" src="https://www.youtube.com/embed/abcdefghijk?rel=0" allowfullscreen></iframe>',
        '<iframe src="https://www.youtube-nocookie.com/embed/abcdefghijk"></iframe>',
        "https://youtu.be/abcdefghijk?t=10",
        '<Youtube id="abcdefghijk"/>',
        "{% youtube abcdefghijk %}",
        '{% include youtube.html id="abcdefghijk" %}',
        "{{< youtube abcdefghijk >}}",
        '{{< youtube id="abcdefghijk" >}}',
        "![](https://i.ytimg.com/vi/abcdefghijk/hq.jpg) <br />",
    ],
)
def test_video(text: str) -> None:
    """One video has one key, however it is embedded."""
    assert alone(text) == "youtube:abcdefghijk"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("![그림 하나](../images/a.png)", "image:a.png"),
        ("![그림]({{ site.baseurl }}/x/b%20c.png?raw=1) ![둘](d.png)", "image:b c.png"),
        ('<p align="center"><img src="https://e.org/f.svg#g" width=10></p>', "image:f.svg"),
        ("[![빌드][badge]](https://e.org)", "image:badge"),
        ('{{< figure src="/img/h.jpg" alt="i" >}}', "image:h.jpg"),
        ("![a](b.png){: width=30 }", "image:b.png"),
        ("https://vimeo.com/123456", "vimeo:123456"),
        ('<video src="movie.mp4" controls></video>', "video:movie.mp4"),
    ],
)
def test_key(text: str, key: str) -> None:
    """Images are known by their file name, other videos by their number."""
    assert alone(text) == key


@pytest.mark.parametrize(
    "text",
    [
        "글 ![a](b.png)",
        "![a](b.png) 글",
        "[글](a.png)",
        "<div>",
        "https://e.org/a",
        "<br />",
        "![a]",
        "{name}",
        "",
        "!",
    ],
)
def test_not_alone(text: str) -> None:
    """Text beside a medium, or no medium at all, is not media."""
    assert alone(text) == ""
