"""Three further banks of wording (see ``wording.py``): a detailed one, one in the words of buying and selling, one of mandates."""

from __future__ import annotations

from tests.composer.wording import Bank

DETAILED: Bank = {
    "opening": ("", ["根据{project}的采购结果，{S}被确定为中标人。为明确双方权利义务，{B}、{S}订立本合同。"]),
    "subject": (
        "合同货物",
        [
            "合同货物的名称、品牌、型号、数量及价格以{annex0}为准。",
            "{S}交付的货物应附有产品合格证、保修卡及中文说明书。",
        ],
    ),
    "subject:system": (
        "项目概述",
        [
            "{S}依据采购文件承担{project}的设计、开发、集成和维护工作。",
            "各分项的内容和报价以{annex0}为准，具体需求以{annex1}为准。",
        ],
    ),
    "subject:monthly": (
        "服务事项",
        ["{B}聘请{S}承担{project}的具体工作。", "人员编制与费用测算以{annex0}为准，质量要求以{annex1}为准。"],
    ),
    "subject:works": (
        "工程范围",
        ["{S}承建{project}，工作内容及计价以{annex0}为准。", "{S}须严格落实{annex1}中的各项措施。"],
    ),
    "subject:study": ("项目任务", ["{S}负责{project}的全部技术工作，成果深度以{annex1}为准。"]),
    "subject:yearly": ("服务事项", ["{S}承担{project}的供给与保障，性能要求以{annex1}为准。"]),
    "subject:framework": (
        "服务事项",
        ["{S}为{B}提供{project}定点服务，计费标准以{annex0}为准，服务质量以{annex1}为准。"],
    ),
    "term": (
        "交付安排",
        ["交付时间：合同签署之日起{finish}内。", "交付方式：{S}负责包装、运输和装卸，风险自{B}签收时转移。"],
    ),
    "term:service": ("合同期限", ["合同期限{months}，从{start}起到{end}止{span}，期满后双方另行协商。"]),
    "price": (
        "价格条款",
        [
            "本合同含税总金额为{total}。",
            "?tax 上述金额的增值税税率为{taxrate}，不含税金额为{excluded}，增值税税额为{tax}。",
            "?parts 其中包括：{parts}",
            "该金额系完成本合同全部义务的包干价。",
        ],
    ),
    "price:monthly": (
        "价格条款",
        [
            "{B}每月应付服务费{monthly}，合同期{monthcount}，本合同含税总金额为{total}。",
            "?tax 上述金额的增值税税率为{taxrate}，不含税金额为{excluded}，增值税税额为{tax}。",
        ],
    ),
    "price:yearly": (
        "价格条款",
        [
            "{B}每年应付服务费{monthly}，合同期{yearcount}，本合同含税总金额为{total}。",
            "?tax 上述金额的增值税税率为{taxrate}，不含税金额为{excluded}，增值税税额为{tax}。",
        ],
    ),
    "price:framework": ("价格条款", ["结算时在{annex0}单价基础上下浮{discount}。", "合同不约定最低采购量。"]),
    "payment": ("支付条款", ["{schedule}", "每次付款前，{S}应提交与付款金额一致的税务发票。", "{account}"]),
    "bond": ("履约保证", ["合同签订时{S}须提供履约保证金，数额等于{bond}；履约完毕后由{B}如数退回。"]),
    "acceptance": (
        "验收程序",
        [
            "{S}应在具备条件时提出验收申请，{B}于{accept}内组成验收小组并出具验收报告。",
            "未通过验收的，{S}应限期整改，整改费用由{S}承担。",
        ],
    ),
    "acceptance:service": (
        "履约评价",
        ["{B}按季度组织履约验收与满意度评价，结果告知{S}。", "评价不合格的，{S}应在{cure}内拿出整改措施并落实。"],
    ),
    "warranty": (
        "质量保修",
        [
            "{S}对所供货物和所完成的工作提供{warranty}的质量保证期，起算日为验收报告签发日。",
            "在质量保证期间，{S}应于{B}报修后{repair}内赶到现场排除故障。",
        ],
    ),
    "duties": (
        "权利义务",
        ["{B}负责协调内部关系，及时确认{S}提交的文件。", "{S}应按照国家规定为其员工办理社会保险，并对人身安全负责。"],
    ),
    "ip": ("知识产权归属", ["项目成果的著作权由{B}单独享有，{S}不得另作他用。"]),
    "secret": ("保密义务", ["{S}及其工作人员不得泄露{B}的业务数据，本义务持续至合同终止后{secret}。"]),
    "breach": (
        "违约责任",
        [
            "{S}未在约定时间内完成义务的，每迟延一日须按合同总金额的{penalty}承担违约金{capped}。{pen_supplier}",
            "{B}未在约定时间内支付款项的，每迟延一日须按迟付金额的{penalty}承担违约金{capped}。{pen_buyer}",
            "{S}违反{ref_duties}约定的义务，给{B}造成损失的，应予赔偿。",
        ],
    ),
    "notice": (
        "联系与通知",
        ["通知可采用专人递交或快递方式。", "一方变更通讯地址，应自变更之日起{notice}内通知另一方。"],
    ),
    "force": (
        "不可抗力",
        ["不可抗力是指双方不能预见、不能避免且不能克服的客观情况。", "遭受不可抗力的一方应采取措施减少损失。"],
    ),
    "transfer": ("合同的转让", ["{S}不得将其在本合同项下的权利义务全部或部分转让。"]),
    "change": (
        "合同的变更和解除",
        ["变更合同须签订补充协议。", "{S}经{B}催告{cure}后仍不履行主要义务的，{B}可解除合同。"],
    ),
    "dispute": ("争议的解决", ["{dispute}"]),
    "misc": (
        "合同生效及其他",
        [
            "本合同一式{copies}，其中{B}{copies_b}，{S}{copies_s}，每份具有同等效力。",
            "?again {ref_price}约定的合同总金额{again}非经书面变更不得调整。",
            "本合同经双方盖章后生效。",
        ],
    ),
}
TRADE: Bank = {
    "opening": ("", ["{B}向{S}购买{project}所需标的，双方协商一致，签订合同条款如下。"]),
    "subject": ("标的物", ["标的物清单即{annex0}，为合同不可分割的一部分。", "标的物须为近一年内生产的正品。"]),
    "subject:system": ("标的", ["{S}交付{project}的整体解决方案，价格构成即{annex0}。", "功能规格即{annex1}。"]),
    "subject:monthly": ("标的", ["{S}派员完成{project}，人员及价格构成即{annex0}。", "考核依据即{annex1}。"]),
    "subject:works": ("标的", ["{project}的施工总承包，工程量计价即{annex0}。", "现场要求即{annex1}。"]),
    "subject:study": ("标的", ["{S}编制并提交{project}成果文件，质量要求即{annex1}。"]),
    "subject:yearly": ("标的", ["{S}持续提供{project}，服务水平约定即{annex1}。"]),
    "subject:framework": ("标的", ["{S}按需提供{project}，单价约定即{annex0}，质量要求即{annex1}。"]),
    "term": ("交货", ["交货期：合同盖章后{finish}内一次性交清。", "交货地点：{B}仓库，由{S}送货上门。"]),
    "term:service": ("期限", ["本合同有效期{months}，即{start}至{end}{span}。"]),
    "price": (
        "合同总价与税费",
        [
            "标的物含税总价{total}。",
            "?tax 总价中，不含税部分为{excluded}，税率{taxrate}，税款{tax}。",
            "?parts 总价由下列项目相加而得：{parts}",
        ],
    ),
    "price:monthly": (
        "合同总价与税费",
        [
            "每月费用{monthly}，按{monthcount}计，含税总价{total}。",
            "?tax 总价中，不含税部分为{excluded}，税率{taxrate}，税款{tax}。",
        ],
    ),
    "price:yearly": (
        "合同总价与税费",
        [
            "年度费用{monthly}，按{yearcount}计，含税总价{total}。",
            "?tax 总价中，不含税部分为{excluded}，税率{taxrate}，税款{tax}。",
        ],
    ),
    "price:framework": ("价格", ["成交优惠率{discount}，按{annex0}标价打折后据实结算。"]),
    "payment": ("结算与支付", ["{schedule}", "{S}未开具发票的，{B}有权暂缓支付。", "{account}"]),
    "bond": ("保证金", ["{S}向{B}交付履约保证金{bond}，履约完毕予以返还。"]),
    "acceptance": ("检验和验收", ["货到后{accept}内，{B}会同{S}开箱清点并验收。", "对不合格品，{S}负责无条件退换。"]),
    "acceptance:service": ("检验和验收", ["{B}按月检查验收服务情况，发现缺陷的，{S}在{cure}内纠正。"]),
    "warranty": (
        "质保与售后",
        ["标的物的质保期限为{warranty}，自双方签署验收单之日开始。", "售后响应：接报后{repair}内上门服务。"],
    ),
    "duties": ("双方的一般义务", ["{B}按约接收标的并付款。", "{S}按约交付并保证质量。"]),
    "ip": ("权利归属", ["交付成果的全部权利自交付时转归{B}。"]),
    "secret": ("商业秘密", ["{S}对{B}的非公开信息予以保密，直至合同终止满{secret}。"]),
    "breach": (
        "违约金",
        [
            "{S}迟交的，按日支付合同总价{penalty}的迟延违约金{capped}。{pen_supplier}",
            "{B}迟付的，按日支付迟付款额{penalty}的迟延违约金{capped}。{pen_buyer}",
            "{S}违背{ref_secret}保密约定的，{B}有权索赔。",
        ],
    ),
    "notice": ("通信", ["一方更换联系方式的，{notice}内告知另一方。"]),
    "force": ("免责", ["因不可抗力致使不能履约的，免除相应责任。"]),
    "transfer": ("禁止转让", ["未经{B}同意，{S}不得转让合同。"]),
    "change": ("解约", ["{S}经催告后{cure}内仍未交付的，{B}可以解约。"]),
    "dispute": ("争议", ["{dispute}"]),
    "misc": (
        "合同文本",
        [
            "合同文本一式{copies}，{B}留存{copies_b}，{S}留存{copies_s}。",
            "?again {ref_price}所述总价{again}不因数量误差调整。",
        ],
    ),
}
MANDATE: Bank = {
    "opening": ("", ["鉴于{B}拟实施{project}，{S}具备相应能力并愿意承担，双方特立约如下。"]),
    "subject": ("供货内容", ["{S}按{annex0}载明的品目和数量供货。"]),
    "subject:system": ("承办事项", ["{S}承办{project}全部建设任务，费用组成列于{annex0}，任务说明列于{annex1}。"]),
    "subject:monthly": ("受托事项", ["{S}受托开展{project}，人员配备列于{annex0}，管理要求列于{annex1}。"]),
    "subject:works": ("承包内容", ["{S}以包工包料方式承包{project}，清单列于{annex0}。", "施工纪律列于{annex1}。"]),
    "subject:study": ("受托事项", ["{S}受托完成{project}，提交内容列于{annex1}。"]),
    "subject:yearly": ("受托事项", ["{S}在合同期内不间断提供{project}，指标列于{annex1}。"]),
    "subject:framework": ("受托事项", ["{S}承接{project}的零星任务，单价列于{annex0}，要求列于{annex1}。"]),
    "term": ("完成时限", ["{S}保证自签约之日起{finish}内办结全部事项并移交{B}。"]),
    "term:service": ("起止时间", ["自{start}起，至{end}止，为期{months}{span}。"]),
    "price": (
        "费用",
        [
            "本项目费用总额{total}，该费用含税。",
            "?tax 费用总额中不含增值税的金额{excluded}，增值税{tax}（税率{taxrate}）。",
            "?parts 费用总额分为：{parts}",
        ],
    ),
    "price:monthly": (
        "费用",
        [
            "月度费用{monthly}，{monthcount}费用总额{total}，该费用含税。",
            "?tax 费用总额中不含增值税的金额{excluded}，增值税{tax}（税率{taxrate}）。",
        ],
    ),
    "price:yearly": (
        "费用",
        [
            "年度费用{monthly}，{yearcount}费用总额{total}，该费用含税。",
            "?tax 费用总额中不含增值税的金额{excluded}，增值税{tax}（税率{taxrate}）。",
        ],
    ),
    "price:framework": ("费用", ["费用按{annex0}单价的优惠率{discount}计算，多退少补。"]),
    "payment": ("费用支付", ["{schedule}", "{B}付款前有权要求{S}出具发票。", "{account}"]),
    "bond": ("履约保障", ["为保障履约，{S}交存履约保证金{bond}，无违约则原额退还。"]),
    "acceptance": ("成果验收", ["{B}收到{S}提交的成果和验收申请后，在{accept}内给出验收结论。"]),
    "acceptance:service": ("工作考评", ["{B}对{S}的工作进行考评并作为验收依据，考评意见送达后{cure}内{S}应予改进。"]),
    "warranty": (
        "保修责任",
        ["保修期限{warranty}，自验收结论为合格之日计。", "{S}应在{B}提出维修要求后{repair}内处理。"],
    ),
    "duties": ("双方职责", ["{B}提供与项目有关的资料。", "{S}按专业标准开展工作并接受{B}监督。"]),
    "ip": ("成果权益", ["成果及过程资料归{B}所有。"]),
    "secret": ("保密约定", ["{S}在合同有效期内及终止后{secret}内，不得泄漏在工作中获取的资料。"]),
    "breach": (
        "责任承担",
        [
            "{S}超期未完成的，每超期一日，向{B}支付费用总额{penalty}的违约金{capped}。{pen_supplier}",
            "{B}超期未付费的，每超期一日，向{S}支付欠付金额{penalty}的违约金{capped}。{pen_buyer}",
            "{S}未尽{ref_secret}的保密责任的，依法赔偿。",
        ],
    ),
    "notice": ("往来函件", ["函件送达地址变动的，提前{notice}通知。"]),
    "force": ("不可抗力", ["不可抗力造成的延误不视为违约。"]),
    "transfer": ("不得转委托", ["{S}应亲自完成工作，不得转委托。"]),
    "change": ("提前终止", ["一方欲提前终止的，应提前{cure}告知另一方。"]),
    "dispute": ("争议处置", ["{dispute}"]),
    "misc": (
        "签约文本",
        [
            "本约一式{copies}，{B}保留{copies_b}，{S}保留{copies_s}，签章后生效。",
            "?again {ref_price}中的费用总额{again}为固定金额。",
        ],
    ),
}
TRIGGERS = {
    "detailed": {"sign": "合同签订并收到发票后", "arrive": "货物全部到达并签收后", "accept": "项目验收合格并出具报告后", "end": "质量保证期届满后", "draft": "阶段成果经确认后", "final": "最终成果通过专家评审后",
                 "month": "每月服务考核结束后", "quarter": "每个季度履约评价结束后", "half": "每个半年度履约评价结束后", "year": "每一合同年度届满后"},
    "trade": {"sign": "合同盖章后", "arrive": "货到签收后", "accept": "验收单签署后", "end": "质保期限届满后", "draft": "初稿提交后", "final": "终稿验收后",
              "month": "每月末验收后", "quarter": "每季末验收后", "half": "每半年末验收后", "year": "每年度末验收后"},
    "mandate": {"sign": "签约后", "arrive": "中期检查通过后", "accept": "成果验收通过后", "end": "保修期限届满后", "draft": "提交中期成果后", "final": "归档移交后",
                "month": "每月工作考评后", "quarter": "每季度工作考评后", "half": "每半年工作考评后", "year": "每年度工作考评后"},
}  # fmt: skip
SCHEDULES = {
    "detailed": {"head": "合同款项分{count}个阶段支付：", "percent": "{trigger}{due}内，{B}向{S}支付合同总金额的{pct}", "stated": "{trigger}{due}内，{B}向{S}支付{amount}，占合同总金额的{pct}",
                 "rest": "{trigger}{due}内，{B}将剩余款项一次付清", "upto": "{trigger}{due}内，{B}支付至合同总金额的{pct}", "month": "合同款项按月支付，{B}在{trigger}{due}内将当月服务费{amount}转入{S}账户。",
                 "quarter": "合同款项按季度分{times}支付，{B}在{trigger}{due}内支付本季度服务费{amount}。", "half": "合同款项按半年度分{times}支付，{B}在{trigger}{due}内支付{amount}。",
                 "year": "合同款项按年支付，{B}在{trigger}{due}内支付当年服务费{amount}。", "none": "每批服务验收合格后{due}内，{B}按结算单付款。"},
    "trade": {"head": "价款分{count}笔支付：", "percent": "{trigger}{due}内付合同总价{pct}", "stated": "{trigger}{due}内付合同总价{pct}即{amount}", "rest": "{trigger}{due}内结清尾款",
              "upto": "{trigger}{due}内累计付至合同总价的{pct}", "month": "逐月付款，{trigger}{due}内支付当月费用{amount}。", "quarter": "逐季付款，{trigger}{due}内支付当季费用{amount}，计{times}。",
              "half": "每半年付款一次，{trigger}{due}内支付{amount}，计{times}。", "year": "逐年付款，{trigger}{due}内支付当年费用{amount}。", "none": "据实结算，对账后{due}内付款。"},
    "mandate": {"head": "费用分{count}期拨付：", "percent": "{trigger}{due}内，拨付费用总额的{pct}", "stated": "{trigger}{due}内，拨付费用总额的{pct}，金额{amount}", "rest": "{trigger}{due}内，拨付剩余费用",
                "upto": "{trigger}{due}内，累计拨付至费用总额的{pct}", "month": "费用按月拨付，{trigger}{due}内，{B}拨付当月费用{amount}。", "quarter": "费用按季拨付，共{times}，{trigger}{due}内，{B}拨付当季费用{amount}。",
                "half": "费用每半年拨付一次，共{times}，{trigger}{due}内，{B}拨付{amount}。", "year": "费用按年拨付，{trigger}{due}内，{B}拨付当年费用{amount}。", "none": "任务办结后{due}内，{B}据实拨付费用。"},
}  # fmt: skip
CAPS = {
    "detailed": "，违约金总额不超过合同总金额的{cap}",
    "trade": "，上限为合同总价的{cap}",
    "mandate": "，累计不高于费用总额的{cap}",
}
WHOLE = {"detailed": "合同总金额", "trade": "合同总价", "mandate": "费用总额"}
BANKS = {"detailed": DETAILED, "trade": TRADE, "mandate": MANDATE}
