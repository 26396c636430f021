package com.banxiang.child.wechat;

import org.jspecify.annotations.Nullable;

/** What WeChat says to a login code. */
public sealed interface WeChatAnswer {

    /** @param unionid null unless the mini-program is bound to an open-platform account */
    record Identity(String openid, @Nullable String unionid) implements WeChatAnswer {

        @Override
        public String toString() {
            return "Identity[***]";
        }
    }

    record NotThisTime(Reason reason) implements WeChatAnswer {}

    /** The first two are the error codes a client sees. */
    enum Reason {
        INVALID_WX_CODE,
        WX_LOGIN_BLOCKED,
        /** This person logs in too often; the shared {@code RATE_LIMITED}. */
        TOO_OFTEN
    }
}
