package com.banxiang.sandbox.wechat;

import static com.banxiang.sandbox.wechat.Operation.LOGIN;
import static com.banxiang.sandbox.wechat.Operation.PHONE;
import static com.banxiang.sandbox.wechat.Operation.SEND;
import static com.banxiang.sandbox.wechat.Operation.TOKEN;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** WeChat's codes and which operations give them. All of them come with HTTP status 200. */
enum Errcode {
    SYSTEM_BUSY(-1, "system error", LOGIN, TOKEN, SEND, PHONE),
    INVALID_CREDENTIAL(40001, "invalid credential, access_token is invalid or not latest", TOKEN, SEND, PHONE),
    INVALID_GRANT_TYPE(40002, "invalid grant_type", LOGIN, TOKEN),
    INVALID_OPENID(40003, "invalid openid", SEND),
    INVALID_APPID(40013, "invalid appid", LOGIN, TOKEN, PHONE),
    INVALID_ACCESS_TOKEN(40014, "invalid access_token", SEND, PHONE),
    INVALID_CODE(40029, "invalid code", LOGIN, PHONE),
    INVALID_TEMPLATE(40037, "invalid template_id", SEND),
    INVALID_SECRET(40125, "invalid appsecret", LOGIN, TOKEN),
    CODE_USED(40163, "code been used", LOGIN),
    IP_NOT_ALLOWED(40164, "invalid ip, not in whitelist", LOGIN, TOKEN, SEND, PHONE),
    USER_AT_RISK(40226, "code blocked", LOGIN),
    SECRET_FROZEN(40243, "appsecret is frozen", LOGIN, TOKEN),
    INVALID_PAGE(41030, "invalid page", SEND),
    TOKEN_MISSING(41001, "access_token missing", SEND, PHONE),
    APPID_MISSING(41002, "appid missing", LOGIN, TOKEN),
    SECRET_MISSING(41004, "appsecret missing", LOGIN, TOKEN),
    CODE_MISSING(41008, "missing code", LOGIN),
    TOKEN_EXPIRED(42001, "access_token expired", SEND, PHONE),
    GET_REQUIRED(43001, "require GET method", LOGIN),
    POST_REQUIRED(43002, "require POST method", TOKEN, SEND, PHONE),
    USER_REFUSES(43101, "user refuse to accept the msg", SEND),
    QUOTA_USED_UP(45009, "reach max api daily quota limit", TOKEN, SEND, PHONE),
    TOO_FREQUENT(45011, "api minute-quota reach limit, must slower, retry next minute", LOGIN, PHONE),
    NOT_JSON(47001, "data format error", TOKEN, SEND, PHONE),
    INVALID_ARGUMENT(47003, "argument invalid!", SEND),
    TOKEN_FORBIDDEN(50004, "forbidden appid", TOKEN),
    ACCOUNT_FROZEN(50007, "account frozen", TOKEN),
    IP_WAITS_FOR_ADMINISTRATOR(89503, "ip waits for the administrator's confirmation", TOKEN);

    private final int code;
    private final String text;
    private final Set<Operation> operations;

    Errcode(int code, String text, Operation... operations) {
        this.code = code;
        this.text = text;
        this.operations = Set.of(operations);
    }

    int code() {
        return code;
    }

    String text() {
        return text;
    }

    boolean isGivenBy(String path) {
        return operations.stream().anyMatch(it -> it.path().equals(path));
    }

    static Optional<Errcode> of(String code) {
        return Arrays.stream(values())
                .filter(it -> Integer.toString(it.code).equals(code))
                .findAny();
    }
}
