"""By which words does the office know a phone?"""

import pytest

from doorstep_desk.office.presentation.oversight.phone_names import phone_name

WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    "told", ["测试机", "", "Chrome/128 without its family", "Mozilla/5.0 (something else)"]
)
def test_a_name_that_is_not_known_stays_as_it_is(told):
    assert phone_name(told) == told


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        (f"Mozilla/5.0 (Linux; Android 14; K) {WEBKIT} Chrome/128.0.0.0 Mobile Safari/537.36",
         "Android 14 · Chrome 128"),
        (f"Mozilla/5.0 (Linux; Android 13; X) {WEBKIT} Version/4.0 Chrome/111.0 Mobile "
         "Safari/537.36 MicroMessenger/8.0.42", "Android 13 · WeChat 8"),
        (f"Mozilla/5.0 (Linux; Android 14; K) {WEBKIT} Chrome/128.0 Safari/537.36 EdgA/128.0",
         "Android 14 · Edge 128"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 "
         "(KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1", "iOS 17 · Safari 17"),
        (f"Mozilla/5.0 (X11; Linux x86_64) {WEBKIT} HeadlessChrome/128.0 Safari/537.36",
         "Linux · Chrome 128"),
        ("Mozilla/5.0 (Android 14; Mobile; rv:129.0) Gecko/129.0 Firefox/129.0",
         "Android 14 · Firefox 129"),
        ("Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHT", "Android 14"),
    ],
)  # fmt: skip
def test_a_browser_is_named_by_its_system_and_itself(told, shown):
    assert phone_name(told) == shown
