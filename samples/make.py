"""Makes the samples anew: ``python -m samples.make``. The same bytes each time, so a diff shows a change."""

from __future__ import annotations

from pathlib import Path

from samples import goods_purchase, it_service, monthly_service, works
from tests.composer.scan import OFFICE, scan
from tests.composer.typeset_docx import typeset_docx
from tests.composer.typeset_pdf import typeset_pdf

HERE = Path(__file__).parent


def main() -> None:
    for name, module in (("it-service", it_service), ("goods-purchase", goods_purchase),
                         ("monthly-service", monthly_service), ("works", works)):  # fmt: skip
        pdf = typeset_pdf(module.manuscript())
        (HERE / f"{name}.pdf").write_bytes(pdf)
        if name in ("it-service", "goods-purchase"):
            (HERE / f"{name}.scan.pdf").write_bytes(
                scan(pdf, OFFICE, sealed_page=-1 if name == "goods-purchase" else 2)
            )
    (HERE / "goods-purchase.docx").write_bytes(typeset_docx(goods_purchase.manuscript()))


if __name__ == "__main__":
    main()
