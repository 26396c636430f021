package com.banxiang.child.wechat;

/** What WeChat says to a code of the button that opens one's number. */
public sealed interface PhoneAnswer {

    /** @param phone eleven digits in China, elsewhere with {@code +} and the country's code */
    record PhoneNumber(String phone) implements PhoneAnswer {

        @Override
        public String toString() {
            return "PhoneNumber[***]";
        }
    }

    /** The first is the error code a client sees. */
    enum Refused implements PhoneAnswer {
        /** Wrong, spent, older than five minutes, or made for another purpose or mini-program. */
        INVALID_PHONE_CODE,
        /** The shared {@code RATE_LIMITED}. */
        TOO_OFTEN
    }
}
