/** Every sentence of the app in Chinese; `en.ts` says the same and the compiler sees to it that none is missing. */

export const zh = {
  lang: "zh-Hans-CN",
  name: "上门",
  tabs: { today: "今天", map: "地图", sync: "未发送", me: "我" },
  acts: {
    read: "知道了", back: "返回", cover: "遮住", leave: "离开", skip: "跳过这一步", next: "继续", save: "保存", cancel: "取消", close: "关闭",
    more: "更多", retry: "再试一次", number: "我们的验证码", open: "打开",
  },
  cover: { title: "已遮住", hint: "点两下继续" },
  signIn: {
    title: "先登录，再下载今天的行程", why: "登录后，办公室把今天的案件加密放到这部手机。之后没有网络也能工作。",
    go: "去登录", again: "登录已过期。已写下的记录都还在本机，登录后会继续发送。",
    offline: "现在没有网络。第一次使用要联网一次。", phone: "正在登记这部手机", failed: "办公室没有应答，请稍后再试。",
  },
  pins: {
    title: "设两个密码", why: "各六位数字。第一个平时用。第二个看上去完全一样，但会悄悄告诉办公室您需要帮助。",
    first: "平时用的密码", again: "再输一次", second: "求助用的密码", secondAgain: "求助密码再输一次",
    differ: "两次不一样，请重新输入。", same: "求助密码要和平时的不同。", weak: "太容易猜到，请换一个。", working: "正在加密",
  },
  unlock: {
    title: "输入密码", why: "五分钟没有操作会自动锁上。", wrong: "密码不对，请再试。", wait: (s: string) => `错了几次，请等到 ${s} 再试。已写下的记录没有受影响。`,
    digits: (n: number) => `已输入 ${n} 位`, erase: "删除一位", note: "不解锁也能记下发生的事", forgot: "忘记密码，重新设置",
  },
  today: {
    title: (n: number) => `今天 ${n} 站`, with: (d: string, p: string) => `${d}，和${p}`, alone: (d: string) => d, next: "下一站",
    before: "看这一站", brief: "车内简报", empty: "今天没有站点", loading: "正在取今天的行程", emptyWhy: "行程改了会出现在这里。可以现在向办公室问一次。",
    stopped: "停止联系，不要前往", on: "正在进行", order: (n: number) => `第 ${n} 站`, eta: (t: string) => `预计 ${t} 到`, resume: "回到这次上门",
    finished: "今天已完成", finishedWhy: "点开看写下的内容，写错的当天可以更正。", ended: (t: string) => `${t} 结束`, written: "已写下", corrected: "已更正", has: "办公室已收到", waits: "还没发送", taken: "办公室已收回", allDone: "今天的站点都已完成", comma: "，",
  },
  map: { none: "这部手机画不出地图；列表里有全部地址。" },
  sync: {
    title: "还没发送的", none: "都已发送", noneWhy: "本机没有等待发送的记录。", offline: "没有网络，可以照常工作", last: (t: string) => `上次联系办公室：${t}`, never: "还没有联系过办公室",
    here: "只在本机", checking: "办公室在核对", sure: "办公室已确认", now: "现在发送", going: "正在发送", stays: "换手机或改派前，不会删除本机记录",
    pill: (n: number) => `${n} 项在本机`, pillNone: (t: string) => `已发送 ${t}`, pillOffline: (n: number) => `离线，${n} 项在本机`,
    visit: "上门记录", items: (n: number) => `${n} 条`, record: (n: number) => `第 ${n} 条记录`, photo: "照片或录音", part: (a: string, b: string) => `已传 ${a} / ${b}`, room: (a: string, b: string) => `本机已用 ${a}，可用 ${b}`,
    export: "保存为文件，交给办公室", signIn: "登录已过期，登录后继续发送", persistent: "系统不会自动清理本机记录", fragile: "系统可能在长期不用时清理数据，请把应用安装到主屏幕",
    refused: "办公室没有接受", kinds: {
      "visit.started": "开始上门", "visit.arrived": "到达", "visit.present": "谁在场", "visit.right_party": "确认本人", "visit.purpose": "说明来意", "visit.reason": "原因",
      "visit.sheet": "收支表", "visit.promise": "约定", "visit.summary": "读回与签名", "visit.left": "离开", "visit.skipped_step": "跳过一步", "evidence.added": "照片、录音或签名",
      "safety.pair": "两人同行", "safety.timer": "离开计时", "safety.duress": "两人同行", "place.sample": "位置", "stop.requested": "要求停止", note: "说明", correction: "更正",
    },
  },
  stop: {
    title: (n: number) => `第 ${n} 站，敲门前`, sealed: "已封存", subject: "个人事务", untilSure: "确认本人之前，这里只显示名字。", say: "门开后说", wished: "希望在这些时间联系", wishedNow: (w: string) => `这一站 ${w}`, doNot: "不要做", safety: "注意安全", until: (d: string) => `到 ${d} 为止`,
    why: "为什么去", window: "时段", address: "地址", start: "检查许可，开始", pair: (p: string) => `${p}在身边`, pairHint: "两人都到了再点", papers: "工作证、委托书", papersHint: "到门口就出示",
    brief: "车内简报", briefWhy: "只在到达之前、在车里看。要再输一次密码，一分钟后自动合上，并写进记录。", briefOver: "已到达。详情在确认本人之后才打开。", gone: "这一站的钥匙已被收回。不要前往，请看下一站。",
    owed: "金额由什么组成", total: "合计", last: "上次联系", lastNone: "没有联系记录", promise: "未到期的承诺", promiseNone: "没有未到期的承诺", due: (d: string) => `${d} 前`, account: "借款", left: (s: number) => `${s} 秒后合上`,
  },
  permit: {
    ok: (t: string) => `许可有效，至 ${t}`, title: "可以开始吗", signature: "许可签名", signatureOk: "已在本机核对", window: "时段", pair: "两人同行", recording: "录音准备", ready: "可以录音", notReady: "没有打开麦克风",
    start: "开始上门", begin: "照样记下发生的事", refusals: {
      "permit-unreadable": ["许可读不出来", "这份许可不完整或被改动过，不能据此上门。请联网取新的行程，或告诉组长。"],
      "permit-signature": ["许可的签名不对", "这份许可不是办公室发出的原样。不要上门，请告诉组长。"],
      "permit-other": ["许可不是给这次上门的", "人、地址或同行人与许可不符。不要上门，请告诉组长。"],
      "permit-used": ["许可已用过", "一份许可只用一次。要再去，请办公室另发许可。"],
      "permit-expired": ["许可已过期", "今天不要上门，请告诉组长。"],
      "permit-early": ["时段还没到", "请等到时段开始。"],
      "permit-late": ["时段已过", "今天不要上门，请告诉组长。"],
      "permit-none": ["没有许可", "这一站没有许可，不要上门。"],
      "permit-key": ["本机没有核对的钥匙", "请联网一次，再核对许可。"],
      "permit-stopped": ["已要求停止联系", "不要前往，请看下一站。"],
    } as { [code: string]: [string, string] },
  },
  steps: {
    permit: "许可", arrive: "到达", present: "谁在场", right_party: "确认本人", purpose: "来意", reason: "原因", sheet: "收支", agreement: "约定", summary: "读回", leave: "离开",
    groups: ["开始", "确认本人", "听原因", "商量", "收尾"], of: (n: number, all: number) => `第 ${n} 步，共 ${all} 步`,
  },
  arrive: {
    title: "到了吗", why: "只在到达和离开之间记位置，您自己看得到。", take: "记下位置，已到达", without: "不记位置，已到达", looking: "正在找位置", found: (m: number) => `位置误差约 ${m} 米`,
    none: "没有找到位置", noneWhy: "没有位置也可以继续。会记下为什么没有。", denied: "没有允许使用位置", unavailable: "这部手机现在给不出位置", timeout: "找了十秒没有找到",
    flags: { vague: "误差较大", stale: "位置是旧的", repeated: "与之前完全相同", too_fast: "移动过快", far_away: "离地址较远" }, flagsWhy: "只是标记，不是结论。办公室会看，您可以写明原因。", knock: "敲门最多两次，等五分钟。旁人问起，只说“个人事务”。",
  },
  present: {
    title: "谁在场", borrower: "可能是本人", borrowerHint: "下一步再确认", other: "家人或别人", otherHint: "只说“个人事务”", minor: "只有未成年人", minorHint: "打个招呼就离开", nobody: "没有人应门", nobodyHint: "留卡片，或直接离开",
    sayOther: "对别人只说这句", sayOtherText: "您好，我们有一件个人事务想和他本人说。请转告他方便时联系我们，谢谢。", card: "可以留下的卡片", cardText: "您好，我们今天来过，有一件个人事务想和您本人说。方便时请联系我们。", came: "本人出来了",
  },
  party: {
    title: (n: string) => `是${n}本人吗`, why: (n: number) => `到 ${n} 分才打开详情。不保存证件照片。`, sure: "把握", enough: "可以打开", missing: (n: number) => `还差 ${n} 分`, document: "看过身份证件", documentHint: "姓名与照片相符",
    question: "答对一个问题", code: "预约验证码", codeHint: "本人念出收到的验证码", check: "核对", right: "相符", wrong: "不相符", seen: "已看", points: (n: number) => `${n} 分`, open: "打开详情", not: "不是他，或不能确定", maySay: "已可以说我们是谁",
  },
  purpose: {
    title: "说明来意和权利", who: "我们是谁，受谁委托", amount: "金额由什么组成", rights: "他可以怎么做", rightsText: "您可以要求看委托书和明细，可以对金额提出异议，可以请我们离开，也可以要求以后不再上门。现在不需要付款，我们不收现金。", said: "都说过了",
    consent: "录音", consentAsk: "他同意录音吗", yes: "同意", no: "不同意", agreed: "已同意录音", declined: "不录音", withdrawn: "已收回同意，不再录音", withdraw: "他不想再录了", sealed: "没有打开详情，不说金额。",
  },
  reason: { title: "为什么没有按时还", why: "听他说，照他的话写，不评价。", words: "他的原话", },
  sheet: {
    title: "收入和支出", why: "两人看同一张表。先留出生活所需。", income: "每月收入", wage: "工资、生意", help: "家人、补助", other: "其他", spending: "每月支出", housing: "房租、房贷", food: "吃饭、水电", care: "看病、上学", debts: "其他还款",
    kept: "先留出的生活费", keptHint: "不动用", left: "每月最多能还", short: "不够，不要约定还款", bad: "请写金额，例如 320.50",
  },
  agreement: {
    title: "有约定吗", why: "没有约定也是结果。只写他自己说的。", promise: "他说了金额和日期", arrangement: "想要还款安排", arrangementHint: "办公室按收支表准备方案", none: "没有约定", noneHint: "付不起，或想再想想", amount: "金额（元）", due: "哪天之前", words: "说明",
    amountBad: "请写大于零的金额", dueBad: "请选今天或以后", tooMuch: (s: string) => `收支表说每月最多能还 ${s}。`,
  },
  summary: {
    title: "读给他听", why: "逐条读回。有错就回去改。", reason: "原因", left: "每月最多能还", agreed: "约定", nothing: "没有约定", arrangement: "想要还款安排，办公室准备方案", by: (a: string, d: string) => `${d} 前还 ${a}`, unsaid: "没有说",
    read: "已读给他听，他没有异议", sign: "请他签名", clear: "重签", noSign: "他不签名", signHere: "在这里签名", done: "读完了",
  },
  leave: {
    title: "打扰了，我们现在就走。", ko: "실례했습니다. 지금 가겠습니다.", together: "两人一起走", quiet: "不解释，不争论", later: "记录以后再补", asked: "他请我们离开", stop: "他不希望再联系", stopHint: "所有方式立即停止", outcome: "结果", outcomes: {
      met_borrower: "见到本人", met_third_party: "见到他人", nobody_met: "家中无人", cancelled: "未成行",
    } as { [code: string]: string }, code: "到外面后，输入密码结束", note: "补充说明", end: "结束这次上门", began: (t: string) => `${t} 开始`, wrong: "请再输入一次", ended: "这次上门已写下", endedWhy: "有信号就会发给办公室。", nextStop: "下一站",
    today: "今天不再去这里",
  },
  correct: {
    title: "更正记录", open: "更正", first: "最初写下的", really: "实际情况", note: "说明", because: "为什么更正", becauseBad: "请写一句原因", do: "写下更正", promiseNone: "没有承诺就清空金额和日期。",
    done: "更正已写下", doneWhy: "有信号就会发给办公室，可能先由另一人复核。", at: (t: string) => `${t} 更正`, stays: "原记录会留着，两份都看得到。对方提出的要求和照片、录音不能更正。", stopToo: "漏记了：他不希望再联系",
    over: "今天已不能更正", overWhy: "更正只能在上门当天写。请把有误之处告诉组长。",
  },
  ways: { title: "他想还款的话：债权人自己的渠道", why: "只有这些渠道是债权人自己的。我们不收现金，也不给个人账户。请他用自己的手机扫码。", link: "在线还款", app: "债权人的应用", transfer: "银行转账", holder: "收款人", place: "渠道", picture: "还款链接的二维码", none: (l: string) => `${l}还没有告诉我们还款渠道。请他用合同里或应用里的渠道。` },
  copy: {
    title: "请他留一份记录", why: "记录里有谁来过、什么时候、说了什么、约定了什么、他的权利和投诉方式。", picture: "记录的二维码", say: "“您可以扫这个码，留一份今天的记录。打开时要输入身份证号后四位。”", ko: "이 코드를 스캔하시면 오늘 방문 기록의 사본을 보관하실 수 있습니다. 여실 때 신분증 번호 끝 네 자리가 필요합니다.",
    later: "有信号、记录送到办公室之后才能打开；在那之前，网页会说还没有收到。不想要也可以。", again: "再给他看记录的二维码",
  },
  skip: { title: "为什么跳过", why: "每一步都可以跳过，写一句原因就行。", none: "这次不适用", refused: "他不愿意", unsafe: "不安全", time: "没有时间", words: "或者自己写", do: "跳过" },
  more: { title: "更多", photo: "拍照", audio: "录音", stopAudio: "停止录音", note: "写一条说明", skip: "跳过这一步", number: "给他看我们的验证码", safety: "安全", consent: "录音和拍照要先得到同意。", taken: (n: number) => `已留下 ${n} 份`, recording: (t: string) => `录音 ${t}`, place: "照片只在本机加密保存，发出后删除。" },
  number: { title: "请他核对我们", why: "他可以在办公室的网页上输入这组数字。网页只回答：是真的，今天有预约。", where: "核对网页", renew: (s: number) => `${s} 秒后换新`, who: (a: string, p: string) => `${a} 和 ${p}` , expired: "行程已过期，请联网后再出示。" },
  safety: {
    title: "安全", timer: "离开计时", until: (t: string) => `${t} 前报平安`, over: "时间已到，请报平安或离开", extend: "再加 15 分钟", ok: "已安全离开", none: "现在没有计时", noneWhy: "到达时自动开始，离开时结束。", pair: "两人同行", both: "我们两人在一起", apart: "同行人不在身边", apartWhy: "一个人不要敲门。请等同行人，或告诉组长。",
    call: (n: string) => `打给值班：${n}`, trail: "今天记下的位置", trailNone: "还没有记下位置", at: (t: string, m: number) => `${t}，误差 ${m} 米`,
  },
  me: {
    title: "我", language: "语言", daylight: "日光模式", daylightWhy: "雪地或强光下看得清", lock: "现在锁上", out: "从这部手机退出", outWhy: "行程会清除。还没发送的记录留着，登录后继续发。", device: "这部手机", valid: (t: string) => `行程有效至 ${t}`, install: "安装到主屏幕", note: "写一条说明", pack: "重新取今天的行程", version: "手机标识", reload: "有新版本，点这里换上",
  },
  note: { title: "记下发生的事", why: "不需要解锁，也不需要行程。写下后只有办公室能看。", words: "发生了什么", done: "已写在本机", empty: "先写几个字。" },
  trouble: {
    clock: (m: string) => `手机时间差了 ${m}`, clockWhat: "判断时段用的是办公室的时间，记录里两个时间都写。请在系统设置里打开自动时间。", minutes: (n: number) => `${n} 分钟`, years: (n: number) => `${n} 年`, hours: (n: number) => `${n} 小时`, days: (n: number) => `${n} 天`,
    quota: "手机存满了", quotaWhat: "文字记录仍能写下。请删掉手机里别的照片或视频，再拍照。找到信号后先发送，也会腾出地方。",
    noRoom: "这一条没能写下", noRoomWhat: "手机连文字也放不下了。请不要关掉这一页，删掉别的内容后再点一次保存。",
    camera: "没有允许用相机或麦克风", cameraWhat: "在浏览器的网站设置里允许后再试。没有照片也能继续，写一句说明就行。",
    large: (s: string) => `文件太大：${s}`, largeWhat: "最多 20 MB。请用较低的清晰度再拍一张；原件先留在相册，交给办公室。",
    expired: "行程已过期", expiredWhat: "超过十二小时没有联系办公室，行程已锁死。联网并登录后重新下载。已写下的记录都在，发生的事仍可记下。",
    revoked: "这部手机已停用", revokedWhy: "可能换了手机，或办公室停用了它。", revokedWhat: "行程已清除。还没发送的记录留在本机，只有办公室能读。", revokedUnsent: "请保存为文件，交给办公室。",
    taken: "办公室已收回这一站", takenWhat: "请道别并结束这次上门。写下的会照常送到办公室。",
    gone: "这个案件已不在您的行程里", goneWhat: "可能已改派、停止或删除。不要前往。已写下的记录会照常送到办公室。",
    tampered: "行程读不出来", tamperedWhat: "本机的行程被改动或损坏。请联网重新取。已写下的记录没有受影响。", wrote: "已写在本机", old: "这个版本太旧", oldWhat: "请联网后更新。记录会先保留。",
    lost: "浏览器清空了本机的存储", lostWhat: (n: number) => `${n === 0 ? "没有等待发送的记录。" : `有 ${n} 条还没发送的记录没有了，请把记得的内容重新写下。`}会自动告知办公室。请不要清除浏览器数据，并把应用装到主屏幕。`,
    server: "办公室暂时答不上来", serverWhat: "记录都在本机，过一会儿会自动再发。",
  },
};

export type Words = typeof zh;
