package com.banxiang.notification.sms;

/** What became of a short message, as far as the vendor says. */
sealed interface SmsAnswer {

    /** @param bizId what the vendor's reports call it */
    record Accepted(String bizId) implements SmsAnswer {}

    /** This number had too many; asking again at once makes it worse. */
    record FlowControlled() implements SmsAnswer {}

    /** The number or the text will never be taken. */
    record Rejected(String code) implements SmsAnswer {}

    /** Our account or our configuration is wrong: somebody must look. */
    record Misconfigured(String code) implements SmsAnswer {}

    /** It was certainly not taken; again later. */
    record NotTaken(String why) implements SmsAnswer {}

    /** It may have been taken. */
    record Unsure(String why) implements SmsAnswer {}
}
