"""Who works in the demonstration? Invented people whose password everybody knows."""

from typing import Final

DEMO_PASSWORD: Final = "doorstep-demo"  # noqa: S105 (known on purpose; refused in real stores)

DEMO_STAFF: Final = (
    ("lead", "林组长", "lead", "zh"),
    ("analyst", "方析", "analyst", "zh"),
    ("compliance", "秦法", "compliance", "zh"),
    ("admin", "管维", "admin", "zh"),
    ("agent1", "金成浩", "agent", "zh ko"),
    ("agent2", "李安", "agent", "zh"),
    ("agent3", "朴明善", "agent", "zh ko"),
    ("agent4", "王宁", "agent", "zh"),
    ("agent5", "崔美顺", "agent", "zh ko"),
    ("agent6", "赵和", "agent", "zh"),
    ("agent7", "许哲安", "agent", "zh ko"),
    ("agent8", "孙平", "agent", "zh"),
    ("caller1", "田语", "agent", "zh"),
    ("caller2", "玄英淑", "agent", "zh ko"),
    ("caller3", "于声", "agent", "zh"),
)
"""User name, invented name, role and spoken languages."""

DEMO_READERS: Final = (
    ("lender", "北原的同事", "lender"),
    ("auditor", "审计员", "auditor"),
    ("regulator", "监管人员", "regulator"),
)
"""User name, invented name and role of those who read about conduct and change nothing."""
