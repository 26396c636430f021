package com.banxiang.notification.push;

/** What JPush made of a call. */
sealed interface JPushAnswer {

    /** @param id of the message, or empty for a call that makes none */
    record Done(String id) implements JPushAnswer {}

    /** No device of this person is known to the vendor. */
    record NoDevice() implements JPushAnswer {}

    /** It will never be taken. */
    record Rejected(int code) implements JPushAnswer {}

    /** Again later: with the same cid the vendor knows a repeat, whatever became of this call. */
    record Later(String why) implements JPushAnswer {}
}
