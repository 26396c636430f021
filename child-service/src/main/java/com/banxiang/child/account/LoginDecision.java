package com.banxiang.child.account;

import com.banxiang.child.wechat.WeChatAnswer;

/** The answer to a login by WeChat. */
sealed interface LoginDecision {

    record LoggedIn(Child child, boolean isNew, TokenPair tokens) implements LoginDecision {}

    record Refused(WeChatAnswer.Reason reason) implements LoginDecision {}
}
