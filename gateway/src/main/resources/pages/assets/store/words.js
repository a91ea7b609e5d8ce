// What the storefront says, in English and in Chinese.

import { setLocale } from "../shared/format.js";

const KEY = "flashsale.language";

const WORDS = {
  en: {
    skip: "Skip to content", shop: "Campaigns", orders: "My orders", account: "Wallet and points", signIn: "Sign in", signOut: "Sign out",
    language: "中文", footerProblems: "What error codes mean", footerConsole: "For operators",
    clock: "Shop clock {time}", noCampaigns: "No campaign is planned at the moment.", loading: "One moment …",
    startsIn: "Starts in", endsIn: "Ends in", over: "This sale is over", paused: "The sale is paused and may go on", scheduled: "Planned",
    soldOut: "Sold out", claimed: "{percent} % claimed", perBuyer: "At most {n} per person", listPrice: "Usual price", details: "See the offer",
    quantity: "Quantity", buy: "Buy now for {price}", buying: "Asking for your {n} …", preparing: "Getting ready …", signInToBuy: "Sign in to buy",
    notYet: "Opens in {time}", mayComeBack: "Units come back when others do not pay in time. This page will show it.",
    won: "Yours! {n} × {name} is reserved for you.", payNow: "Pay now", payBefore: "Pay before {time}", another: "Buy another",
    refused: "Not this time: {why}", tryAgain: "Try again", unknown: "The connection broke before the answer came. You may have won.",
    pending: "You asked for {n} × {name} and have not had the answer yet.", findOut: "Find out", forget: "Drop this attempt",
    retrying: "No answer yet. Asking again with the same key; you cannot buy twice.", challengeFailed: "The check of your browser did not work: {why}",
    order: "Order {id}", item: "Item", amount: "Amount", status: "Status", placed: "Placed", history: "What happened", back: "Back to all campaigns",
    noOrders: "You have no orders yet.", pay: "Pay", wallet: "Pay from wallet ({balance})", provider: "Pay at the payment provider", payHere: "Open the payment page",
    payOpen: "Pay on the provider's page; this page notices by itself.", paying: "Paying …", cancelOrder: "Cancel order", refund: "Give back and refund",
    askRefund: "Give the goods back?", askRefundBody: "You get {amount} back; points for this order are taken back.", askCancel: "Cancel this order?", askCancelBody: "The units go to somebody else.",
    yes: "Yes", no: "No", balance: "Balance", held: "Set aside", points: "Points", debt: "Points owed", topUp: "Top up", topUpHint: "Money for trying out; only in development.", topUpAmount: "An amount above zero.",
    entries: "Points, newest first", when: "When", kind: "Kind", GRANT: "Earned", REVERSAL: "Taken back", GOODWILL: "A gift", BORROWING: "Owed", REPAYMENT: "Paid off", FREEZE: "Set aside", RELEASE: "Free again", REDEMPTION: "Spent", RETURN: "Given back", EXPIRY: "Run out", noPoints: "No points yet. A paid order earns one per full 100 minor units of money.",
    name: "Your name", nameHint: "Letters, digits and . _ @ : - ; no password in development.", token: "Access token", tokenHint: "Your identity provider gives you one.",
    cancel: "Cancel", live: "Follows the order live", away: "Connection lost; trying again …", timeLeft: "Time left to pay",
    PENDING_PAYMENT: "Waiting for payment", PAYING: "Payment under way", PAID: "Paid", FULFILLED: "Complete", CANCELLED: "Cancelled", REFUNDING: "Refund under way", REFUNDED: "Refunded",
    TIMEOUT: "not paid in time", BUYER: "by you", REJECTED: "the stock was gone", KEY_REUSED: "the request was used before", REQUESTED: "as asked for", LATE_PAYMENT: "the payment came too late", EXTRA_PAYMENT: "paid twice", AMOUNT_MISMATCH: "another amount was paid",
    "sold-out": "everything is sold", "limit-reached": "you have what one person may have", "campaign-paused": "the sale is paused", "campaign-closed": "the sale is over", "not-open-yet": "the sale has not begun",
    "insufficient-funds": "Your wallet does not hold enough. Top it up or pay at the provider.", "order-not-payable": "The order is paid, cancelled or expired.", unauthenticated: "Please sign in again.",
    "no-answer": "There was no answer. Check your connection.", busy: "too many are buying at once", "too-many-requests": "too many requests; wait a moment", notFound: "There is nothing here.", forbidden: "This needs a shopper's account.",
    "campaign-not-found": "this sale is not known", "item-not-found": "this item is not known", "malformed-request": "the request could not be read", "invalid-request": "the request is not valid",
    "idempotency-key-reused": "the request was used before", "purchase-token-invalid": "the permission to buy is not valid; try again", "purchase-token-expired": "the permission to buy has run out; try again",
    "purchase-token-used": "the permission to buy was used before; try again", "challenge-invalid": "the check of your browser failed; try again", "challenge-used": "the check of your browser was used before; try again",
    "risk-denied": "this looks like a script; wait ten minutes", blocked: "nothing is taken from here", "signature-invalid": "the request is not signed as this sale asks", "gate-not-ready": "the stock is being counted; try again in a moment",
    undecided: "the answer is not known yet; ask again", "not-yet": "your order is being written down; try again in a moment", unavailable: "a part of the shop does not answer; try again in a moment", "gateway-timeout": "there was no answer in time; try again", "internal-error": "something went wrong here",
    "order-not-cancellable": "The order cannot be cancelled any more.", "order-not-refundable": "The order cannot be refunded.", "refund-too-late": "The time to return the order is over.", "refund-in-progress": "Another refund of the order is not over yet.",
    "refund-unknown": "Whether the refund was made is not known yet. This page will show it.", "second-operator-needed": "The refund was asked for; two of our people have to agree to it.", "payment-in-progress": "The payment is being decided. This page will show it.", "not-found": "There is nothing here.",
  },
  zh: {
    skip: "跳到正文", shop: "活动", orders: "我的订单", account: "钱包与积分", signIn: "登录", signOut: "退出",
    language: "English", footerProblems: "错误代码说明", footerConsole: "运营入口",
    clock: "商城时间 {time}", noCampaigns: "目前没有计划中的活动。", loading: "请稍候……",
    startsIn: "距开始", endsIn: "距结束", over: "活动已结束", paused: "活动已暂停，可能会继续", scheduled: "已排期",
    soldOut: "已抢光", claimed: "已抢 {percent}%", perBuyer: "每人限购 {n} 件", listPrice: "原价", details: "查看",
    quantity: "数量", buy: "{price} 立即抢购", buying: "正在为您抢 {n} 件……", preparing: "正在准备……", signInToBuy: "登录后抢购",
    notYet: "{time} 后开抢", mayComeBack: "他人未按时付款时会释放库存，本页会自动更新。",
    won: "抢到了！已为您保留 {n} 件 {name}。", payNow: "去付款", payBefore: "请在 {time} 前付款", another: "再买一件",
    refused: "这次没抢到：{why}", tryAgain: "再试一次", unknown: "连接在答复之前断开，您可能已经抢到。",
    pending: "您请求了 {n} 件 {name}，还没有收到答复。", findOut: "查询结果", forget: "放弃这次请求",
    retrying: "尚未收到答复，正在用同一凭证重新查询；不会重复购买。", challengeFailed: "浏览器校验未成功：{why}",
    order: "订单 {id}", item: "商品", amount: "金额", status: "状态", placed: "下单时间", history: "订单记录", back: "返回全部活动",
    noOrders: "您还没有订单。", pay: "付款", wallet: "钱包支付（余额 {balance}）", provider: "通过支付平台付款", payHere: "打开付款页面",
    payOpen: "请在支付平台页面付款，本页会自动更新。", paying: "付款中……", cancelOrder: "取消订单", refund: "退货退款",
    askRefund: "确定退货吗？", askRefundBody: "将退还 {amount}，并收回该订单的积分。", askCancel: "确定取消订单吗？", askCancelBody: "保留的商品将让给其他人。",
    yes: "确定", no: "不了", balance: "余额", held: "冻结", points: "积分", debt: "欠积分", topUp: "充值", topUpHint: "仅供开发环境试用的资金。", topUpAmount: "请输入大于零的金额。",
    entries: "积分明细（从新到旧）", when: "时间", kind: "类型", GRANT: "获得", REVERSAL: "收回", GOODWILL: "赠送", BORROWING: "欠积分", REPAYMENT: "抵扣欠积分", FREEZE: "冻结", RELEASE: "解冻", REDEMPTION: "已使用", RETURN: "退还", EXPIRY: "已过期", noPoints: "还没有积分。付款订单每满 100 个最小货币单位得 1 分。",
    name: "用户名", nameHint: "字母、数字和 . _ @ : -；开发环境无需密码。", token: "访问令牌", tokenHint: "由您的身份提供方签发。",
    cancel: "取消", live: "实时跟踪订单", away: "连接中断，正在重连……", timeLeft: "剩余付款时间",
    PENDING_PAYMENT: "待付款", PAYING: "付款中", PAID: "已付款", FULFILLED: "已完成", CANCELLED: "已取消", REFUNDING: "退款中", REFUNDED: "已退款",
    TIMEOUT: "超时未付款", BUYER: "您已取消", REJECTED: "库存不足", KEY_REUSED: "请求重复", REQUESTED: "已申请", LATE_PAYMENT: "付款过晚", EXTRA_PAYMENT: "重复付款", AMOUNT_MISMATCH: "付款金额不符",
    "sold-out": "已全部售出", "limit-reached": "已达每人限购数量", "campaign-paused": "活动已暂停", "campaign-closed": "活动已结束", "not-open-yet": "活动尚未开始",
    "insufficient-funds": "钱包余额不足，请充值或改用支付平台。", "order-not-payable": "订单已付款、已取消或已过期。", unauthenticated: "请重新登录。",
    "no-answer": "没有收到答复，请检查网络。", busy: "抢购人数过多", "too-many-requests": "请求过多，请稍候", notFound: "这里什么也没有。", forbidden: "需要购物者账号。",
    "campaign-not-found": "没有这个活动", "item-not-found": "没有这件商品", "malformed-request": "请求无法读取", "invalid-request": "请求无效",
    "idempotency-key-reused": "该请求已被使用", "purchase-token-invalid": "购买凭证无效，请重试", "purchase-token-expired": "购买凭证已过期，请重试",
    "purchase-token-used": "购买凭证已被使用，请重试", "challenge-invalid": "浏览器校验未通过，请重试", "challenge-used": "浏览器校验已被使用，请重试",
    "risk-denied": "操作疑似脚本，请十分钟后再试", blocked: "此处的请求不予受理", "signature-invalid": "请求未按本活动要求签名", "gate-not-ready": "库存清点中，请稍后再试",
    undecided: "结果尚未确定，请再次查询", "not-yet": "订单正在写入，请稍后再试", unavailable: "部分服务暂无响应，请稍后再试", "gateway-timeout": "等待超时，请重试", "internal-error": "我们这边出错了",
    "order-not-cancellable": "订单已无法取消。", "order-not-refundable": "订单无法退款。", "refund-too-late": "已超过退货期限。", "refund-in-progress": "该订单还有退款正在处理。",
    "refund-unknown": "退款结果尚未确定，本页会自动更新。", "second-operator-needed": "退款申请已提交，需两名工作人员确认。", "payment-in-progress": "付款结果确认中，本页会自动更新。", "not-found": "这里什么也没有。",
  },
};

let language = localStorage.getItem(KEY) ?? (navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en");
apply();

function apply() {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  setLocale(document.documentElement.lang);
}

export function otherLanguage() {
  language = language === "zh" ? "en" : "zh";
  localStorage.setItem(KEY, language);
  apply();
}

/** A phrase with its `{places}` filled. */
export function t(key, values = {}) {
  const phrase = WORDS[language][key] ?? WORDS.en[key] ?? key;
  return phrase.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

/** A problem in the shopper's language, or in the server's words. */
export function why(problem) {
  return WORDS[language][problem.code] ?? problem.message;
}
