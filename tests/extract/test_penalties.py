"""Penalties: rate, period, base, who pays, limits; fixed sums; and percentages that are none."""

from __future__ import annotations

import pytest

from contract_parse.extract.penalties import penalties
from contract_parse.model.facts import Penalty
from tests.extract.clauses import clause, contract, table


def of(*words: str, title: str | None = None) -> list[Penalty]:
    return penalties(contract(clause("8", *words, title=title)))


def brief(p: Penalty) -> str:
    def plain(n: object) -> str:
        return "-" if n is None else f"{n.normalize():f}"  # type: ignore[attr-defined]

    return f"{p.by} {plain(p.rate)} {p.per} cap {plain(p.cap_percent)} sum {plain(p.amount)}"


@pytest.mark.parametrize(
    ("s", "expected"),
    [
        ("迟交或迟付，每日按迟交（迟付）部分的万分之四支付违约金。", ["either 0.04 day cap - sum -"]),
        (
            "违约金＝逾期价款×0.05%×天数，上限为合同总价的10%，适用于乙方逾期交货之情形。",
            ["supplier 0.05 day cap 10 sum -"],
        ),
        ("乙方误期：日罚金为合同总价的0.1%，封顶5%。", ["supplier 0.1 day cap 5 sum -"]),
        ("每迟延一周，乙方按迟延部分价值的0.5%赔付；总计不得高于迟延部分价值的5%。", ["supplier 0.5 week cap 5 sum -"]),
        ("晚付款的，每晚一天，按没付部分的万分之五算给乙方。", ["buyer 0.05 day cap - sum -"]),
        ("任何一方无故毁约，须赔付对方合同总价的三成违约金。", ["either 30 once cap - sum -"]),
        (
            "乙方有以下问题，按次扣款：食材变质，每次2000元；餐具不洁，每次500元。",
            ["supplier - once cap - sum 2000", "supplier - once cap - sum 500"],
        ),
        ("违约金为每日人民币伍佰元，乙方逾期一日计一日。", ["supplier - day cap - sum 500"]),
        (
            "双方约定违约金如下：交付逾期——合同总价的万分之五/日；付款逾期——应付款的万分之五/日。",
            ["supplier 0.05 day cap - sum -", "buyer 0.05 day cap - sum -"],
        ),
        (
            "乙方有下列情形的，每次扣款：（一）迟到早退，100元；（二）与师生争吵，500元。",
            ["supplier - once cap - sum 100", "supplier - once cap - sum 500"],
        ),
        (
            "乙方延期1至7天的，每天按合同总价0.1%支付违约金；延期8天以上的，每天按合同总价0.3%支付违约金，违约金最高为合同总价的10%。",
            ["supplier 0.1 day cap 10 sum -", "supplier 0.3 day cap 10 sum -"],
        ),
        ("乙方被处罚的，应支付年度上限金额5%的违约金。", ["supplier 5 once cap - sum -"]),
        (
            "甲方垫付费用的，有权从应付乙方款项中扣除，并要求乙方按垫付金额的30%承担违约责任。",
            ["supplier 30 once cap - sum -"],
        ),
        ("甲方人员有权制止乙方人员违章作业，并对乙方给予500元经济处罚。", ["supplier - once cap - sum 500"]),
        ("甲方未按要求支付工程费，应按当时银行贷款利息向乙方支付违约金。", ["buyer - year cap - sum -"]),
        ("乙方弃标的，按最高限价的2%支付违约金。", ["supplier 2 once cap - sum -"]),
        ("养护期满成活率低于98%的，乙方违约，每低1%扣减栽植费的2%。", ["supplier 2 once cap - sum -"]),
        (
            "任何一方擅自解除合同的，应按合同总金额上限的5%向对方支付违约金。",
            ["either 5 once cap - sum -"],
        ),
        (
            "如遇外购配件损坏，乙方应及时知会甲方，未能及时供货每次扣费5%。",
            ["supplier 5 once cap - sum -"],
        ),
        ("发包方拖欠工程款，按银行同期贷款利率的1.5倍付息。", ["buyer - year cap - sum -"]),
        ("乙方逾期到馆的，每逾期一周扣该批货款的1%，扣至10%止。", ["supplier 1 week cap 10 sum -"]),
        ("乙方延迟送货的，每延迟24小时，按该批货款的1%支付违约金。", ["supplier 1 day cap - sum -"]),
        ("甲方拖延支付托管费，每日加付万分之二。", ["buyer 0.02 day cap - sum -"]),
        ("乙方未按期提交成果，每天应偿付甲方拖期损失费，标准为合同价的0.1%。", ["supplier 0.1 day cap - sum -"]),
        ("乙方月度考评低于70分扣20%。", ["supplier 20 once cap - sum -"]),
        ("甲方每季度评估一次，评估不合格的，扣减该季度经费的20%。", ["supplier 20 once cap - sum -"]),
        (
            "乙方逾期交货，甲方逾期付款，均按逾期部分价款每日万分之五向对方承担违约金。",
            ["either 0.05 day cap - sum -"],
        ),
        ("审减超过10%的，按核减额的5%从结算款中扣除审计费用。", []),
        ("甲方从结算款中暂扣合同价款5%作质量保证金。", []),
        ("经甲方检查卫生不达标的，每处扣50元。", ["supplier - once cap - sum 50"]),
        ("开工后支付合同价（扣除暂列金额）的20%，逾期责任另定。", []),
        ("投标优惠10%已扣除，违约责任另行约定。", []),
        ("乙方应于每日9时前送回，遗失的按重置价的80%赔偿。", ["supplier 80 once cap - sum -"]),
        ("逾期付款利息：按应付未付金额及一年期LPR上浮50%计算。", ["buyer - year cap - sum -"]),
        ("因甲方原因付款延误的，按同期贷款基准利率的130%支付资金占用利息。", ["buyer - year cap - sum -"]),
        ("采购人逾期支付货款的，按中国人民银行公布的逾期付款利率支付利息。", ["buyer - year cap - sum -"]),
        ("乙方擅自更换项目经理的，每次向甲方支付违约金人民币伍万元。", ["supplier - once cap - sum 50000"]),
        (
            "乙方不能按时交货，按以下标准支付违约金：逾期10日以内，每日为合同总价的千分之一；"
            "逾期10日以上，每日为合同总价的千分之二；违约金总额不超过合同总价的10%。",
            ["supplier 0.1 day cap 10 sum -", "supplier 0.2 day cap 10 sum -"],
        ),
        (
            "供方不能按期交货的，每延期一周按延期部分货款的0.5%向需方支付违约金，但累计不超过合同总价的5%。",
            ["supplier 0.5 week cap 5 sum -"],
        ),
        (
            "乙方逾期交货的，每逾期一日，应支付合同总价款千分之三的违约金；逾期超过30日的，甲方有权要求乙方支付合同总价20%的违约金。",
            ["supplier 0.3 day cap - sum -", "supplier 20 once cap - sum -"],
        ),
        (
            "甲方未按约定付款的，每逾期一天按未付款项的0.3‰支付滞纳金，以未付款项的3%为限。",
            ["buyer 0.03 day cap 3 sum -"],
        ),
        (
            "采购人迟延支付的，逾期利息为年息4.1%，未约定的，按每日利率万分之四支付。",
            ["buyer 4.1 year cap - sum -", "buyer 0.04 day cap - sum -"],
        ),
        (
            "乙方逾期的，按日万分之五支付违约金；甲方逾期付款的，按日万分之三支付违约金。",
            ["supplier 0.05 day cap - sum -", "buyer 0.03 day cap - sum -"],
        ),
        (
            "服务人员未按规定着装的，每人次扣100元；缺岗一次扣罚500元；发生投诉一起，扣当月服务费的2%。",
            ["supplier - once cap - sum 100", "supplier - once cap - sum 500", "supplier 2 once cap - sum -"],
        ),
        (
            "供方迟延交付的，按日支付合同价款0.5‰的违约金；需方迟延付款的，按日支付欠款0.5‰的违约金，两者均以合同价款的5%为限。",
            ["supplier 0.05 day cap 5 sum -", "buyer 0.05 day cap 5 sum -"],
        ),
        ("泄露甲方数据的，每次支付违约金5万元。", ["supplier - once cap - sum 50000"]),
        ("遗失档案的，乙方应按5000元/件承担违约责任。", ["supplier - once cap - sum 5000"]),
        (
            "承包人擅自更换项目经理的，按5万元/人次支付违约金；项目经理到位率低于80%的，每少一天罚款500元。",
            ["supplier - once cap - sum 50000", "supplier - day cap - sum 500"],
        ),
        (
            "若甲方无故延迟付款，乙方可按同期贷款基准利率的1.5倍向甲方主张逾期付款利息。",
            ["buyer - year cap - sum -"],
        ),
        (
            "甲方逾期退还保证金的，按一年期贷款市场报价利率上浮20%后的利率支付逾期资金占用费。",
            ["buyer - year cap - sum -"],
        ),
        ("甲方每月25日前完成考核，得分低于85分的，每低1分扣减当月服务费的1%。", ["supplier 1 once cap - sum -"]),
        (
            "甲方若逾期付款，每日按逾期付款额的0.02%承担逾期付款责任，但总额不超过逾期付款额的2%。",
            ["buyer 0.02 day cap 2 sum -"],
        ),
        ("发生一般安全事故，扣除履约保证金的10%。", ["supplier 10 once cap - sum -"]),
        ("乙方逾期交货11日以上的，每日按合同价款的0.2%计。", ["supplier 0.2 day cap - sum -"]),
        ("任何一方违反保密义务的，应向对方支付违约金人民币80000元。", ["either - once cap - sum 80000"]),
        ("乙方迟延交货或甲方迟延付款，每日按合同总额的0.2%支付违约金。", ["either 0.2 day cap - sum -"]),
        ("甲方逾期支付的，按日加付逾期额0.05%。", ["buyer 0.05 day cap - sum -"]),
        ("乙方逾期交货、甲方逾期付款的，按逾期部分每日0.1%支付违约金。", ["either 0.1 day cap - sum -"]),
        ("违约方应向守约方支付合同总额15%的违约金。", ["either 15 once cap - sum -"]),
        ("需方无正当理由拒收的，应向供方偿付拒收货款6%的违约金。", ["buyer 6 once cap - sum -"]),
        ("乙方违约的，甲方有权从应付货款中扣除合同总价5%作为违约金。", ["supplier 5 once cap - sum -"]),
        (
            "考核低于80分的，扣除当月服务费的5%；保安脱岗的，每次罚款100元。",
            ["supplier 5 once cap - sum -", "supplier - once cap - sum 100"],
        ),
        ("因乙方原因延误工期的，每延误一天罚款1000元，最高不超过合同价款的3%。", ["supplier - day cap 3 sum 1000"]),
        ("委托方逾期退还履约保证金的，每日按应退金额的0.05%支付资金占用费。", ["buyer 0.05 day cap - sum -"]),
        ("发包人逾期支付的，按同期贷款市场报价利率的1.5倍支付利息。", ["buyer - year cap - sum -"]),
        ("承租方逾期支付租金的，每逾期一日按欠付租金的0.1%支付违约金。", ["buyer 0.1 day cap - sum -"]),
        ("逾期交付的，每日按合同金额的1‰支付违约金。", ["supplier 0.1 day cap - sum -"]),
        # breaches counted in any words; past a stated day the penalty falls due once
        ("卖方每迟送一周，按未送部分货价的0.4%计收违约金。", ["supplier 0.4 week cap - sum -"]),
        (
            "出租方每迟交一日，按日租金的双倍付违约金，迟交满20日的，另付年租金12%的违约金。",
            ["supplier 12 once cap - sum -"],
        ),
        # what is taken off, and until which share
        ("因设计人原因误期，每误一天减收设计费的千分之三，减收以设计费的9%为上限。", ["supplier 0.3 day cap 9 sum -"]),
        ("供货方每逾期一天，扣除货款的0.4%，直至扣满货款的8%为止。", ["supplier 0.4 day cap 8 sum -"]),
        ("运行率每低于约定0.5个百分点，扣减季度费用的3%。", ["supplier 3 once cap - sum -"]),
        # sums apiece
        ("迟派替换车辆的，按300元/辆·天赔偿甲方。", ["supplier - day cap - sum 300"]),
        ("驻点人员缺勤，按每人每天600元标准从服务费中扣回。", ["supplier - day cap - sum 600"]),
        ("种苗规格不符的，按每株40元扣减工程款。", ["supplier - once cap - sum 40"]),
        ("因乙方原因停供的，每停一餐付违约金3万元。", ["supplier - once cap - sum 30000"]),
        (
            "未经许可更换项目负责人，每人次承担违约金6万元；更换其他骨干，每人次3万元。",
            ["supplier - once cap - sum 60000", "supplier - once cap - sum 30000"],
        ),
        (
            "工程款的25%拨付至工资专户，承包人未按月发放的，每发现一例罚款8000元。",
            ["supplier - once cap - sum 8000"],
        ),
        (
            "发包人收到申请后28天内未支付的，从第29天起以未付款额为基数，按一年期贷款市场报价利率计算利息。",
            ["buyer - year cap - sum -"],
        ),
        # limits told as what stops the counting, and of an interest without a figure
        ("甲方逾期付款，每天偿付欠款的0.4‰，违约金达到欠款4%时不再增加。", ["buyer 0.04 day cap 4 sum -"]),
        ("买方逾期付款的，按同期贷款利率支付违约金，且最高不超过逾期金额的2%。", ["buyer - year cap 2 sum -"]),
        # what stands under a label, and shares of one scale told one after the other
        ("供方交货延期的违约金：延期20日以内的，每日按延期交付货物价款的2‰计算。", ["supplier 0.2 day cap - sum -"]),
        (
            "满意度低于92%的，按当期培训费的4%予以核减；低于82%的按16%核减。",
            ["supplier 4 once cap - sum -", "supplier 16 once cap - sum -"],
        ),
        ("甲方不能如期支付的，每天按未付金额的0.1%计息。", ["buyer 0.1 day cap - sum -"]),
        ("甲方拖欠费用的，按照每月0.6%支付利息。", ["buyer 0.6 month cap - sum -"]),
        (
            "主管缺勤一天扣管理费1500元，其他人员缺勤一天扣400元。",
            ["supplier - day cap - sum 1500", "supplier - day cap - sum 400"],
        ),
        ("逾期退还的，每逾期一日按应退金额的0.02%计算违约金。", ["buyer 0.02 day cap - sum -"]),
        ("水质抽检不合格的，支付违约金4000元。", ["supplier - once cap - sum 4000"]),
        # scales of sums, and their limit in a sentence of its own
        (
            "工期延误违约金：延误8天以内，900元/天；延误8天以上，1800元/天；最高不超过合同价的6%。",
            ["supplier - day cap 6 sum 900", "supplier - day cap 6 sum 1800"],
        ),
        ("乙方修复超时的，按每小时150元计扣。", ["supplier - once cap - sum 150"]),
        ("乙方每逾一日，按制作费的0.3%承担迟延履行金。", ["supplier 0.3 day cap - sum -"]),
        ("误差率不得超过4%，误差率4%以上的，扣减该项目咨询费的25%。", ["supplier 25 once cap - sum -"]),
        ("货损由承运方按进价的100%赔付。", ["supplier 100 once cap - sum -"]),
        ("买方逾期结算的，按银行活期利率计息。", ["buyer - year cap - sum -"]),
        ("未能按期完成加工的，每推迟一周支付合同价款的百分之二。", ["supplier 2 week cap - sum -"]),
        ("影响开学的，另罚合同总价的4%。", ["supplier 4 once cap - sum -"]),
        ("质保金逾期不退的，按同期银行存款利率计付利息。", ["buyer - year cap - sum -"]),
        (
            "报表差错一处扣40元，迟报一天扣90元，被上级通报一次扣当月服务费8%。",
            ["supplier - once cap - sum 40", "supplier - day cap - sum 90", "supplier 8 once cap - sum -"],
        ),
        (
            "超过1小时按每次80元、超过3小时按每次240元扣减维修费。",
            ["supplier - once cap - sum 80", "supplier - once cap - sum 240"],
        ),
        ("检测人逾期的，按每日2500元承担逾期违约责任。", ["supplier - day cap - sum 2500"]),
        ("甲方延误付款的，每延误7日，支付延误金额的2%作为违约金。", ["buyer 2 week cap - sum -"]),
        ("甲方迟交的，自第二个月起按月加收3%滞纳金。", ["buyer 3 month cap - sum -"]),
        ("线路月累计中断超过5小时的，免收当月费用的12%。", ["supplier 12 once cap - sum -"]),
        ("采购人迟延付款的，参照同期LPR的1.3倍支付迟延履行利息。", ["buyer - year cap - sum -"]),
        ("感控检测每月一次，不合格的扣当月洗涤费4%。", ["supplier 4 once cap - sum -"]),
        (
            "乙方停止服务1天支付违约金3万元，停止3天以上的，支付合同总价14%的违约金。",
            ["supplier - day cap - sum 30000", "supplier 14 once cap - sum -"],
        ),
        ("布草损坏率超过2‰的，按采购价的60%赔偿。", ["supplier 60 once cap - sum -"]),
        # a limit of all that a side answers for is no limit of the penalty
        (
            "乙方逾期的，每日按合同价的0.05%付违约金。双方在本合同项下的赔偿责任总额，均不超过合同价的100%。",
            ["supplier 0.05 day cap - sum -"],
        ),
    ],
)
def test_statements(s: str, expected: list[str]) -> None:
    assert [brief(p) for p in of(s)] == expected


@pytest.mark.parametrize(
    "s",
    [
        "验收后支付合同总价的30%，乙方违约的应支付违约金。",
        "支付实际货款的95%扣除已付定金后的余款。",
        "违约金总额达到合同总价的10%时，甲方有权解除合同。",
        "赔偿总额不超过合同总价的100%。",
        "增值税税率为13%，因发票问题造成损失的，乙方应赔偿。",
        "履约保证金为合同总价的5%，用于抵扣违约金。",
        "第一年收取目标为总额的80%，达不到目标的从服务费中扣除。",
        "违约金不足以弥补损失的，违约方还应赔偿。",
        "租赁利率执行年利率4.15%，租金按月支付。",
        "结算时核对合同价款50000元和增加工程款20000元，扣除预付款。",
        "破损率4‰以内由乙方承担，超出部分由甲方按成本价赔偿。",
        "核减（增）额超过送审价6%的部分，按核减（增）额的3%由施工单位承担审计费。",
    ],
)
def test_no_penalty(s: str) -> None:
    assert [brief(p) for p in of(s)] == []


def test_limit_in_a_sentence_of_its_own() -> None:
    assert [brief(p) for p in of("乙方逾期交付的，每日按合同价的0.2%支付违约金。违约金最高不超过合同价的8%。")] == [
        "supplier 0.2 day cap 8 sum -"
    ]


def test_limit_of_all_in_a_clause_beside_them() -> None:
    found = penalties(
        contract(
            clause(
                "8",
                clause("8.1", "乙方逾期交货的，每日按合同价的0.1%支付违约金。"),
                clause("8.2", "甲方逾期付款的，每日按欠款的0.1%支付违约金。"),
                clause("8.3", "上述违约金累计不超过合同价的6%。"),
            )
        )
    )
    assert [brief(p) for p in found] == ["supplier 0.1 day cap 6 sum -", "buyer 0.1 day cap 6 sum -"]
    assert [p.clause for p in found] == ["8.1", "8.2"]
    assert [{e.clause for e in p.evidence} for p in found] == [{"8.1", "8.3"}, {"8.2", "8.3"}]


@pytest.mark.parametrize(
    ("s", "expected"),
    [
        ("无故拖延付款的，每延一天支付拖延金额的万分之六。", ["buyer 0.06 day cap - sum -"]),
        ("甲方逾期付款，每日支付逾期金额的0.1%。", ["buyer 0.1 day cap - sum -"]),
        ("单方面终止合同的，支付剩余服务费的12%。", ["buyer 12 once cap - sum -"]),
        ("甲方逾期的，应在5日内付清审定价的97%。", []),
        ("合同解除的，甲方按已完成工作量的100%支付。", []),
        ("货物不合格的，甲方拒付剩余货款的30%。", []),
    ],
)
def test_the_heading_speaks_of_breach(s: str, expected: list[str]) -> None:
    assert [brief(p) for p in of(s, title="甲方违约责任")] == expected


def test_items_of_a_list_announced_as_one_of_fines() -> None:
    items = ("迟延交付：每日为迟延部分货款的0.4%；", "质量不合格：为不合格部分货款的18%；", "收取费用：每例9000元。")
    listed = [clause(f"8({n})", words) for n, words in enumerate(items, 1)]
    found = penalties(contract(clause("8", "卖方有下列行为的，按下列标准向买方支付违约金：", *listed)))
    assert [brief(p) for p in found] == [
        "supplier 0.4 day cap - sum -",
        "supplier 18 once cap - sum -",
        "supplier - once cap - sum 9000",
    ]


def test_sums_apiece_under_a_heading_of_breach() -> None:
    s = "仪容不整的，40元/人/次；与来访人员争吵的，150元/人/次。"
    assert [p.amount for p in of(s, title="乙方违约责任")] == [40, 150]
    assert of(s, title="收费标准") == []


def test_a_label_of_the_preamble_tells_the_side() -> None:
    words = "监理人对违规施工不制止的，每次扣除酬金的0.6%。"
    alone = contract(clause("8", words), preamble=("委托人：云门县交通局", "监理人：鼎正监理有限公司"))
    assert [p.by for p in penalties(alone)] == ["supplier"]


def test_who_pays_is_told_by_the_heading() -> None:
    assert [p.by for p in of("每逾期一日，按合同价的0.1%支付违约金。", title="乙方的违约责任")] == ["supplier"]


@pytest.mark.parametrize(
    ("s", "base"),
    [
        ("乙方逾期的，每日按合同总价的0.1%支付违约金。", "合同总价"),
        ("甲方逾期付款的，每逾期一日，按应付未付金额的0.1%支付违约金。", "应付未付金额"),
        ("乙方违约的，应支付年服务费10%的违约金。", "年服务费"),
    ],
)
def test_base(s: str, base: str) -> None:
    assert [p.base for p in of(s)] == [base]


def test_form_cells() -> None:
    form = table(
        ["迟延交货赔偿费", "每迟延一日按合同价的0.2%计收，最高不超过合同价的5%"], ["逾期付款利息", "无"], header_rows=0
    )
    assert [brief(p) for p in penalties(contract(clause("8", form)))] == ["supplier 0.2 day cap 5 sum -"]
    rows = table(
        ["序号", "条目", "约定"], ["1", "逾期完工违约金", "3000元/天"], ["2", "逾期完工违约金限额", "10%签约合同价"]
    )
    assert [brief(p) for p in penalties(contract(clause("8", rows)))] == ["supplier - day cap 10 sum 3000"]
