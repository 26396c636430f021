package com.banxiang.notification.wechat;

/** What became of a subscribe message, as far as WeChat says. */
sealed interface WeChatAnswer {

    record Taken() implements WeChatAnswer {}

    /** The person allows no more messages of this template. */
    record NoConsent() implements WeChatAnswer {}

    /** It will never be taken. */
    record Rejected(int errcode) implements WeChatAnswer {}

    /** It was certainly not taken; again later. */
    record NotTaken(String why) implements WeChatAnswer {}

    /** It may have been taken. */
    record Unsure(String why) implements WeChatAnswer {}
}
