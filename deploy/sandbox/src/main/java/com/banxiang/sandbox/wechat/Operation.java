package com.banxiang.sandbox.wechat;

/** What the simulated part of WeChat offers. */
enum Operation {
    LOGIN(Operation.LOGIN_PATH),
    TOKEN(Operation.TOKEN_PATH),
    SEND(Operation.SEND_PATH),
    PHONE(Operation.PHONE_PATH);

    static final String LOGIN_PATH = "/sns/jscode2session";
    static final String TOKEN_PATH = "/cgi-bin/stable_token";
    static final String SEND_PATH = "/cgi-bin/message/subscribe/send";
    static final String PHONE_PATH = "/wxa/business/getuserphonenumber";

    private final String path;

    Operation(String path) {
        this.path = path;
    }

    String path() {
        return path;
    }
}
