package com.banxiang.child.account;

import com.banxiang.child.wechat.PhoneAnswer;

/** What came of opening one's number. */
sealed interface PhoneDecision {

    record Kept(Child child) implements PhoneDecision {}

    record NotKept(PhoneAnswer.Refused reason) implements PhoneDecision {}
}
