package com.banxiang.sandbox.wechat;

/** WeChat says no, with one of its codes. */
final class WeChatRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Errcode errcode;
    private final String text;

    WeChatRefusal(Errcode errcode) {
        this(errcode, errcode.text());
    }

    WeChatRefusal(Errcode errcode, String text) {
        super(Integer.toString(errcode.code()), null, false, false);
        this.errcode = errcode;
        this.text = text;
    }

    Errcode errcode() {
        return errcode;
    }

    String text() {
        return text;
    }
}
