"""What a user may set: which rules report, how gravely, by which figures; a file of settings has the same keys.

``contract-parse.toml`` (or ``[tool.contract-parse]`` in ``pyproject.toml``) is read by ``contract_parse.configuration``;
a program passes :class:`Settings` to ``parse``. Every figure has the value that the rules hold without it.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

Severity = Literal["error", "warning", "info"]
Lang = Literal["zh", "en"]
Share = Annotated[Decimal, Field(ge=0, le=100)]
EVENTS = ("signing", "start", "delivery", "acceptance", "invoice", "end", "warranty_end")


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Thresholds(_Model):
    """The figures that rules compare with. Those of LAW rules are null unless set: ``data/law.yaml`` has them by date."""

    performance_bond_percent: Share | None = Field(
        None, description="LAW801: the highest performance bond, percent of the price"
    )
    penalty_percent_a_day: Share | None = Field(None, description="LAW802: the highest penalty a day, percent")
    penalty_cap_percent: Share | None = Field(None, description="LAW802: the highest cap on penalties, percent")
    payment_days: int | None = Field(None, ge=1, description="LAW803: the longest payment period, days")
    service_years: Decimal | None = Field(None, gt=0, description="LAW804: the longest service term, years")
    deposit_percent: Share | None = Field(None, description="LAW805: the highest deposit (定金), percent of the price")
    retention_percent: Share = Field(
        Decimal(10), description="LAW803: an instalment up to this share is retention and may be paid later"
    )
    percent_gap: Share = Field(Decimal("0.05"), description="PAY301: how far percentages may add up beside 100")
    tax_gap: Decimal = Field(
        Decimal("0.01"), ge=0, description="AMT107: the gap in yuan that rounding of the tax explains"
    )
    shared_digits: int = Field(
        5, ge=3, le=12, description="AMT108: amounts are one amount when they share at least so many digits"
    )
    term_days: int = Field(1, ge=0, le=31, description="DAT403: days by which a term and its own ends may differ")
    ocr_confidence: float = Field(0.9, ge=0, le=1, description="OCR901: a confidence below it is low")  # fmt: skip


class Settings(_Model):
    """Everything that may be set. ``severities`` is by code or family; ``across`` is handed to the rules across contracts
    as it stands; ``vocabularies`` is a folder of YAML files laid over ours; ``assume`` gives dates of events that a
    contract cannot know."""

    select: tuple[str, ...] = Field((), description="report only these codes or families")
    ignore: tuple[str, ...] = Field((), description="do not report these codes or families")
    fail_on: Literal["error", "warning", "never"] = Field("error", description="exit status 1 from this severity on")
    lang: Lang = Field("zh", description="language of summaries and messages")
    law: bool = Field(True, description="whether the LAW family runs")
    severities: dict[str, Severity] = Field(default_factory=dict, description="severity by code or family")
    thresholds: Thresholds = Field(default_factory=Thresholds)
    across: dict[str, Any] = Field(default_factory=dict, description="thresholds of the rules across contracts")
    vocabularies: Path | None = Field(None, description="folder of a county's own vocabularies")
    assume: dict[Literal["signing", "start", "delivery", "acceptance", "invoice", "end", "warranty_end"], dt.date] = Field(
        default_factory=dict, description="dates of events, for the payment calendar")  # fmt: skip

    @field_validator("select", "ignore", mode="before")
    @classmethod
    def _capitals(cls, value: Any) -> Any:
        return tuple(v.strip().upper() if isinstance(v, str) else v for v in value) if isinstance(value, list | tuple) else value  # fmt: skip

    @field_validator("severities", mode="before")
    @classmethod
    def _codes(cls, value: Any) -> Any:
        return {str(k).upper(): v for k, v in value.items()} if isinstance(value, dict) else value

    @field_validator("severities")
    @classmethod
    def _law_advises(cls, value: dict[str, Severity]) -> dict[str, Severity]:
        for code, severity in value.items():
            if severity == "error" and "LAW".startswith(code[:3]):
                raise ValueError("a LAW finding is advice: never above warning")
        return value

    def overridden(self, **values: Any) -> Settings:
        """With what a call says instead: values that are None, and empty lists and mappings, change nothing."""
        given = {k: v for k, v in values.items() if v is not None and v != () and v != [] and v != {}}
        if "assume" in given:
            given["assume"] = {**self.assume, **given["assume"]}
        return Settings.model_validate({**{k: getattr(self, k) for k in type(self).model_fields}, **given})

    def severity(self, code: str, own: Severity) -> Severity:
        """The severity of a rule: that of the longest name set that fits its code, else its own.

        >>> Settings(severities={"REF": "info", "REF501": "error"}).severity("REF501", "warning")
        'error'
        """
        names = [name for name in self.severities if code.startswith(name)]
        return self.severities[max(names, key=len)] if names else own
