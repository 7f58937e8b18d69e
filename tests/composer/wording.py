"""Banks of wording: each topic's title and sentences. ``{…}`` are filled by ``voice.Voice``; a sentence is a clause.

Keys are topics, or topic:kind where a kind of contract needs its own. A sentence that starts with ``?flag `` is there
only where the flag holds.
"""

from __future__ import annotations

Bank = dict[str, tuple[str, list[str]]]

PLAIN: Bank = {
    "opening": (
        "",
        [
            "{B}就{project}组织采购，经评审确定{S}为成交供应商。双方根据《中华人民共和国民法典》，自愿签订本合同，共同遵守。"
        ],
    ),
    "subject": (
        "采购内容",
        [
            "?items {B}向{S}采购的货物名称、规格、数量和单价见{annex0}。",
            "货物应当是全新、未使用过的原装合格产品，符合国家现行标准。",
        ],
    ),
    "subject:system": (
        "建设内容",
        [
            "{S}负责{project}的软件开发、设备供应、系统集成及运行维护，分项清单见{annex0}。",
            "建设要求见{annex1}，{S}应逐项响应。",
        ],
    ),
    "subject:monthly": (
        "服务内容",
        ["{S}为{B}提供{project}范围内的日常服务，服务标准见{annex1}。", "岗位配置和人员单价见{annex0}。"],
    ),
    "subject:works": ("工程内容", ["工程名称：{project}。", "工程量及单价见{annex0}，施工应遵守{annex1}。"]),
    "subject:study": ("委托内容", ["{B}委托{S}承担{project}，工作要求见{annex1}。"]),
    "subject:yearly": ("服务内容", ["{S}向{B}提供{project}所需的全部资源与技术支持，服务要求见{annex1}。"]),
    "subject:framework": ("服务内容", ["{S}按{B}的派单提供服务，项目及基准单价见{annex0}。", "服务规范见{annex1}。"]),
    "term": ("交付期限", ["{S}应在本合同签订后{finish}内完成全部交付工作，地点为{B}指定场所。"]),
    "term:service": ("服务期限", ["服务期限为{months}，自{start}起至{end}止{span}。"]),
    "price": (
        "合同价款",
        [
            "合同总价为{total}，含税。",
            "?tax 其中不含税金额{excluded}，税额{tax}，税率{taxrate}。",
            "?parts 合同总价由以下各项组成：{parts}",
            "合同总价已包含运输、保险、人工、税费等全部费用，除此之外{B}不再支付其他款项。",
        ],
    ),
    "price:monthly": (
        "服务费用",
        [
            "服务费每月{monthly}，{monthcount}合计{total}，含税。",
            "?tax 其中不含税金额{excluded}，税额{tax}，税率{taxrate}。",
            "上述费用包含人员工资、社会保险、管理费和税金。",
        ],
    ),
    "price:yearly": (
        "服务费用",
        [
            "服务费为每年{monthly}，{yearcount}合计{total}，含税。",
            "?tax 其中不含税金额{excluded}，税额{tax}，税率{taxrate}。",
        ],
    ),
    "price:framework": (
        "价格与结算",
        ["结算价格按{annex0}所列基准单价优惠{discount}执行。", "本协议不设固定总价，按实际发生的数量结算。"],
    ),
    "payment": ("付款方式", ["{schedule}", "付款前{S}应向{B}开具等额增值税发票。", "{account}"]),
    "bond": ("履约保证金", ["{S}应在签订合同前向{B}缴纳履约保证金，金额为{bond}，验收合格后无息退还。"]),
    "acceptance": (
        "验收",
        [
            "{S}完成交付后书面通知{B}，{B}在收到通知后{accept}内组织验收。",
            "验收不合格的，{S}应免费整改并重新申请验收。",
        ],
    ),
    "acceptance:service": (
        "考核与验收",
        ["{B}定期对服务质量进行考核，考核结果作为验收和付款的依据。", "{S}应当在接到整改通知后{cure}内完成整改。"],
    ),
    "warranty": (
        "质量保证",
        ["质保期为{warranty}，自验收合格之日起计算。", "质保期内出现故障的，{S}应在接到通知后{repair}内派人到场处理。"],
    ),
    "duties": (
        "双方责任",
        ["{B}应提供必要的工作条件，并指定专人配合。", "{S}应遵守{B}的管理制度，自行承担其人员的安全责任。"],
    ),
    "ip": ("知识产权", ["本项目形成的成果归{B}所有，{S}保证所提供的成果不侵犯第三方权利。"]),
    "secret": ("保密", ["{S}对履行合同中知悉的信息负有保密义务，该义务在合同终止后{secret}内仍然有效。"]),
    "breach": (
        "违约责任",
        [
            "{S}逾期交付或者未按约定提供服务的，每逾期一天，按合同总价的{penalty}支付违约金{capped}。{pen_supplier}",
            "{B}逾期付款的，每逾期一天，按逾期金额的{penalty}支付违约金{capped}。{pen_buyer}",
            "{S}不履行{ref_acceptance}约定的验收整改义务的，{B}有权解除合同。",
        ],
    ),
    "notice": ("通知", ["与合同有关的通知应以书面形式送达对方。", "联系方式变更的，应在变更后{notice}内告知对方。"]),
    "force": ("不可抗力", ["因不可抗力不能履行合同的，受影响的一方应及时通知对方，并提供证明。"]),
    "transfer": ("合同转让", ["未经{B}书面同意，{S}不得将合同义务转让给第三人。"]),
    "change": (
        "变更与解除",
        ["合同的变更应当采用书面形式。", "一方违约，经对方催告后{cure}内仍不改正的，对方可以解除合同。"],
    ),
    "dispute": ("争议解决", ["{dispute}"]),
    "misc": (
        "附则",
        [
            "本合同一式{copies}，{B}执{copies_b}，{S}执{copies_s}，经双方签字盖章后生效。",
            "?again 按照{ref_price}，本合同总价{again}在履行期内不作调整。",
        ],
    ),
}
FORMAL: Bank = {
    "opening": ("", ["依据《中华人民共和国政府采购法》及相关法律，{B}和{S}经友好协商，就{project}达成如下协议。"]),
    "subject": (
        "合同标的",
        ["{S}负责供应{annex0}所列的全部产品，并承担安装、调试和人员培训。", "产品的技术参数不得低于投标文件的承诺。"],
    ),
    "subject:system": (
        "合同标的",
        ["{S}承建{project}，软硬件及服务的分项报价载于{annex0}。", "技术指标和功能范围载于{annex1}。"],
    ),
    "subject:monthly": (
        "委托事项",
        [
            "{B}将{project}所涉日常管理工作委托{S}实施，作业规范载于{annex1}。",
            "{S}派驻人员的岗位、人数和单价载于{annex0}。",
        ],
    ),
    "subject:works": ("工程概况", ["本工程为{project}，承包范围为{annex0}列明的全部工作。", "现场管理执行{annex1}。"]),
    "subject:study": ("委托事项", ["{S}接受{B}委托完成{project}，成果要求载于{annex1}。"]),
    "subject:yearly": ("委托事项", ["{S}为{B}开通并维护{project}约定的资源，技术规格载于{annex1}。"]),
    "subject:framework": ("委托事项", ["{B}在有需求时向{S}下达任务单，计价项目载于{annex0}，作业要求载于{annex1}。"]),
    "term": (
        "履行期限",
        ["自合同生效之日起{finish}内，{S}须将合同标的全部交付并调试完毕。", "如需延期，{S}应提前{notice}书面申请。"],
    ),
    "term:service": ("履行期限", ["本合同履行期限自{start}至{end}，共计{months}{span}。"]),
    "price": (
        "合同金额",
        [
            "合同金额（含税）：{total}。",
            "?tax 适用税率{taxrate}，不含税价款{excluded}，增值税额{tax}。",
            "?parts 合同金额的构成如下：{parts}",
            "合同金额为固定价，履行期间不因市场变化调整。",
        ],
    ),
    "price:monthly": (
        "合同金额",
        [
            "按月计费，月服务费{monthly}，{monthcount}服务费总额{total}（含税）。",
            "?tax 适用税率{taxrate}，不含税价款{excluded}，增值税额{tax}。",
        ],
    ),
    "price:yearly": (
        "合同金额",
        [
            "按年计费，年服务费{monthly}，服务{yearcount}，合同金额{total}（含税）。",
            "?tax 适用税率{taxrate}，不含税价款{excluded}，增值税额{tax}。",
        ],
    ),
    "price:framework": (
        "计价方式",
        ["以{annex0}的基准价下浮{discount}作为结算单价。", "实际工作量以双方签字的任务单为准。"],
    ),
    "payment": ("款项支付", ["{schedule}", "{S}须先行提供合规发票，否则{B}可顺延付款。", "{account}"]),
    "bond": ("履约担保", ["{S}以保函形式提交履约保证金，数额为{bond}，有效期至项目验收合格。"]),
    "acceptance": (
        "检验与验收",
        ["{B}应当自收到{S}验收申请之日起{accept}内完成检验。", "检验发现不符合约定的，{S}负责更换，所需费用自理。"],
    ),
    "acceptance:service": (
        "检查与验收",
        ["{B}对服务过程进行检查，检查情况记入履约验收档案。", "检查中发现的问题，{S}须于{cure}内改正。"],
    ),
    "warranty": (
        "售后服务",
        ["自验收合格之日起，{S}提供{warranty}的免费保修。", "保修期内，{S}须在接到报修电话后{repair}内响应。"],
    ),
    "duties": ("权利与义务", ["{B}有权监督合同的履行情况。", "{S}应安排具备相应资格的人员从事合同工作。"]),
    "ip": ("成果归属", ["履行合同所产生的文档、源代码和数据，其知识产权由{B}享有。"]),
    "secret": ("保密条款", ["未经{B}许可，{S}不得向他人披露合同涉及的内部资料；保密期限为合同终止之日起{secret}。"]),
    "breach": (
        "违约处理",
        [
            "{S}未能按期履约时，应就每日延误向{B}支付合同金额{penalty}的违约金{capped}。{pen_supplier}",
            "{B}无正当理由迟延付款时，应就每日延误向{S}支付应付款项{penalty}的违约金{capped}。{pen_buyer}",
            "{S}违反{ref_secret}规定的保密义务，造成损失的应予赔偿。",
        ],
    ),
    "notice": (
        "文书送达",
        ["双方确认首部所列地址为有效送达地址。", "送达地址发生变化时，须在{notice}内书面通知相对方。"],
    ),
    "force": ("不可抗力", ["发生不可抗力事件时，双方可依法免除相应责任。"]),
    "transfer": ("转包与分包", ["{S}不得转包；需要分包的，须事先取得{B}书面同意。"]),
    "change": ("合同终止", ["任何一方要求终止合同，应提前{cure}书面通知对方并说明理由。"]),
    "dispute": ("争端解决", ["{dispute}"]),
    "misc": (
        "其他事项",
        [
            "本合同正本共{copies}，{B}持有{copies_b}，{S}持有{copies_s}，具有同等法律效力。",
            "?again {ref_price}所列合同金额{again}为双方最终结算上限。",
            "本合同自双方法定代表人或授权代表签署并加盖公章之日起生效。",
        ],
    ),
}
TERSE: Bank = {
    "opening": ("", ["供需双方本着公平、诚信原则，就{project}有关事宜，订立合同如下："]),
    "subject": (
        "品名、规格和数量",
        ["{S}供应的物品详见{annex0}。", "物品质量执行国家标准；没有国家标准的，执行行业标准。"],
    ),
    "subject:system": ("项目范围", ["范围包括软件、硬件、集成和运维，见{annex0}。", "技术要求见{annex1}。"]),
    "subject:monthly": ("服务范围", ["{S}承担{project}约定的服务工作，用工明细见{annex0}。", "工作标准见{annex1}。"]),
    "subject:works": ("承包范围", ["{project}的施工，内容以{annex0}为准。", "安全文明施工要求见{annex1}。"]),
    "subject:study": ("工作内容", ["{S}完成{project}，提交成果见{annex1}。"]),
    "subject:yearly": ("服务范围", ["{project}，服务指标见{annex1}。"]),
    "subject:framework": ("服务范围", ["{project}，单价见{annex0}，工作标准见{annex1}。"]),
    "term": ("交货时间和地点", ["{S}在合同订立后{finish}内送达{B}所在地并安装到位，运费由{S}负担。"]),
    "term:service": ("服务时间", ["服务时间{months}：{start}至{end}{span}。"]),
    "price": (
        "价款",
        [
            "总价款：{total}（含税价）。",
            "?tax 税率{taxrate}；不含税价{excluded}；税金{tax}。",
            "?parts 总价款包括：{parts}",
        ],
    ),
    "price:monthly": (
        "服务费",
        [
            "月服务费为{monthly}，共{monthcount}，总价款：{total}（含税价）。",
            "?tax 税率{taxrate}；不含税价{excluded}；税金{tax}。",
        ],
    ),
    "price:yearly": (
        "服务费",
        [
            "每年服务费{monthly}，期限{yearcount}，总价款：{total}（含税价）。",
            "?tax 税率{taxrate}；不含税价{excluded}；税金{tax}。",
        ],
    ),
    "price:framework": ("计价", ["{S}承诺的优惠率为{discount}，以{annex0}单价为基础按实结算。"]),
    "payment": ("货款结算", ["{schedule}", "{S}在每次收款前开具正式发票。", "{account}"]),
    "bond": ("保证金", ["{S}缴纳履约保证金{bond}，合同履行完毕且无违约的，全额退还。"]),
    "acceptance": (
        "验收办法",
        ["物品到场后{accept}内由{B}验收，并出具验收单。", "数量短缺或质量不符的，{S}负责补足或更换。"],
    ),
    "acceptance:service": ("验收办法", ["{B}按工作标准检查验收，不达标的限{cure}内返工。"]),
    "warranty": ("保修", ["免费保修{warranty}，从验收次日起算。", "故障报修后，{S}的维修人员{repair}内到达现场。"]),
    "duties": ("双方义务", ["{B}提供场地和水电。", "{S}保证人员持证上岗、文明作业。"]),
    "ip": ("成果权属", ["全部成果归{B}，{S}可保留署名。"]),
    "secret": ("保守秘密", ["双方互负保密责任，期限为合同结束后{secret}。"]),
    "breach": (
        "违约责任",
        [
            "{S}延迟履行，每延迟一日向{B}偿付总价款{penalty}的违约金{capped}。{pen_supplier}",
            "{B}延迟付款，每延迟一日向{S}偿付未付款项{penalty}的违约金{capped}。{pen_buyer}",
            "{S}拒绝承担{ref_acceptance}的验收更换责任的，{B}可以拒付相应货款。",
        ],
    ),
    "notice": ("联络", ["变更联系人须提前{notice}告知对方。"]),
    "force": ("不可抗力", ["遇不可抗力，双方互不承担违约责任。"]),
    "transfer": ("转让", ["任何一方不得擅自转让合同。"]),
    "change": ("解除", ["一方根本违约的，守约方可书面通知解除；违约方自接到通知起{cure}内撤出。"]),
    "dispute": ("纠纷处理", ["{dispute}"]),
    "misc": (
        "其他",
        ["合同{copies}，{B}{copies_b}，{S}{copies_s}，双方盖章生效。", "?again {ref_price}的总价款{again}包干使用。"],
    ),
}
# when an instalment falls due, in each bank's words; the due period follows
TRIGGERS: dict[str, dict[str, str]] = {
    "plain": {"sign": "合同签订后", "arrive": "货到现场后", "accept": "验收合格后", "end": "质保期满后", "draft": "提交初稿后", "final": "成果通过评审后",
              "month": "每月服务结束后", "quarter": "每季度服务结束后", "half": "每半年服务结束后", "year": "每个服务年度结束后"},
    "formal": {"sign": "合同生效之日起", "arrive": "标的全部运抵指定地点之日起", "accept": "通过验收之日起", "end": "保修期届满之日起", "draft": "提交征求意见稿之日起",
               "final": "最终成果获批之日起", "month": "每月考核完成之日起", "quarter": "每季度末考核完成之日起", "half": "每半年考核完成之日起", "year": "每一服务年度届满之日起"},
    "terse": {"sign": "合同订立后", "arrive": "到货后", "accept": "验收后", "end": "保修期结束后", "draft": "交付初步成果后", "final": "交付最终成果后",
              "month": "次月收到发票后", "quarter": "每季度末收到发票后", "half": "每满半年收到发票后", "year": "每满一年收到发票后"},
}  # fmt: skip
# the sentences of a schedule: head, an instalment by its form, what recurs
SCHEDULES: dict[str, dict[str, str]] = {
    "plain": {"head": "合同价款分{count}期支付：", "percent": "{trigger}{due}内，{B}支付合同总价的{pct}", "stated": "{trigger}{due}内，{B}支付合同总价的{pct}，即{amount}",
              "rest": "{trigger}{due}内，{B}付清剩余款项", "upto": "{trigger}{due}内，{B}累计支付至合同总价的{pct}", "month": "服务费按月支付，{trigger}{due}内，{B}支付当月服务费{amount}。",
              "quarter": "服务费按季度支付，共{times}，{trigger}{due}内，{B}支付当季服务费{amount}。", "half": "服务费每半年支付一次，共{times}，{trigger}{due}内，{B}支付{amount}。",
              "year": "服务费按年支付，{trigger}{due}内，{B}支付当年服务费{amount}。", "none": "每次服务完成并经{B}确认后{due}内，按实际数量结算费用。"},
    "formal": {"head": "{B}按以下进度分{count}次付款：", "percent": "{trigger}{due}内，付合同金额的{pct}", "stated": "{trigger}{due}内，付合同金额的{pct}，计{amount}",
               "rest": "{trigger}{due}内，付清余款", "upto": "{trigger}{due}内，付至合同金额的{pct}", "month": "{B}按月付款：{trigger}{due}内付给{S}当月服务费{amount}。",
               "quarter": "{B}按季付款，分{times}付清：{trigger}{due}内付给{S}{amount}。", "half": "{B}按半年付款，分{times}付清：{trigger}{due}内付给{S}{amount}。",
               "year": "{B}按年度付款：{trigger}{due}内付给{S}当年费用{amount}。", "none": "任务单结算经双方签认后{due}内，{B}支付相应费用。"},
    "terse": {"head": "货款分{count}次付清：", "percent": "{trigger}{due}内付总价款的{pct}", "stated": "{trigger}{due}内付总价款的{pct}（{amount}）",
              "rest": "{trigger}{due}内付清余额", "upto": "{trigger}{due}内付到总价款的{pct}", "month": "按月结算，{trigger}{due}内支付当月费用{amount}。",
              "quarter": "按季结算，{trigger}{due}内支付当季费用{amount}，共付{times}。", "half": "半年一付，{trigger}{due}内支付{amount}，共付{times}。",
              "year": "按年结算，{trigger}{due}内支付当年费用{amount}。", "none": "按单结算，收到发票后{due}内支付。"},
}  # fmt: skip
CAPS = {
    "plain": "，累计不超过合同总价的{cap}",
    "formal": "，但总额以合同金额的{cap}为限",
    "terse": "，最多不超过总价款的{cap}",
}
BANKS: dict[str, Bank] = {"plain": PLAIN, "formal": FORMAL, "terse": TERSE}


def _more() -> None:
    from tests.composer import wording_more as more

    BANKS.update(more.BANKS)
    TRIGGERS.update(more.TRIGGERS)
    SCHEDULES.update(more.SCHEDULES)
    CAPS.update(more.CAPS)
    WHOLE.update(more.WHOLE)


WHOLE = {"plain": "合同总价", "formal": "合同金额", "terse": "总价款"}
_more()
