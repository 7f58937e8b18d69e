"""The figures and words of the rules across contracts: ``data/across.yaml``, a county's own laid over them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from contract_parse.data import per_vocabulary, vocabulary
from contract_parse.errors import UsageError

Positive = Annotated[Decimal, Field(gt=0)]
Ratio = Annotated[Decimal, Field(gt=1)]


class Figures(BaseModel):
    """What the rules compare with. Money in yuan."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    split_threshold: Positive
    split_window_days: Annotated[int, Field(ge=1)]
    due_threshold: Positive
    due_window_days: Annotated[int, Field(ge=1)]
    price_rows: Annotated[int, Field(ge=3)]
    price_contracts: Annotated[int, Field(ge=2)]
    price_ratio: Ratio
    price_ratio_without_model: Ratio
    price_deviations: Positive

    @classmethod
    def of(cls, given: Mapping[str, Any] | None = None) -> Figures:
        """Ours with those ``given`` in their place. Raises UsageError for a name or a value that cannot be."""
        try:
            return cls.model_validate({**vocabulary("across")["figures"], **(given or {})})
        except ValidationError as e:
            first = e.errors()[0]
            raise UsageError("跨合同规则的设置项 {key} 有误（{why}）。", "写法见 docs/portfolio.md。",
                             key=".".join(map(str, first["loc"])), why=first["msg"]) from e  # fmt: skip


@per_vocabulary
def words(name: str) -> tuple[str, ...]:
    """One list of ``data/across.yaml``, the longest first so that a pattern made of it takes the longest."""
    return tuple(sorted(vocabulary("across")[name], key=len, reverse=True))
