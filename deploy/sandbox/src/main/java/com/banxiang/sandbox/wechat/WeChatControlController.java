package com.banxiang.sandbox.wechat;

import static org.springframework.http.HttpStatus.BAD_REQUEST;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.JsonNode;

/** Plays the person with the phone: who logs in, which number they open, what they allow, what they were sent. */
@RestController
final class WeChatControlController {

    record SessionRequest(
            @Nullable String code,
            @Nullable String openid,
            @Nullable String unionid) {}

    record PhoneRequest(
            @Nullable String code,
            @Nullable String phoneNumber,
            @Nullable JsonNode countryCode) {}

    record ConsentRequest(
            @Nullable String openid,
            @Nullable String templateId,
            @Nullable Integer count) {}

    private final Login login;
    private final PhoneNumbers phones;
    private final Consents consents;
    private final AccessTokens tokens;
    private final SendSubscribeMessage send;

    WeChatControlController(
            Login login, PhoneNumbers phones, Consents consents, AccessTokens tokens, SendSubscribeMessage send) {
        this.login = login;
        this.phones = phones;
        this.consents = consents;
        this.tokens = tokens;
        this.send = send;
    }

    @PostMapping("/_sandbox/wechat/sessions")
    void mint(@RequestBody SessionRequest request) {

        login.mint(
                given(request.code(), "code"), new Login.Person(given(request.openid(), "openid"), request.unionid()));
    }

    @PostMapping("/_sandbox/wechat/phones")
    void open(@RequestBody PhoneRequest request) {

        phones.mint(
                given(request.code(), "code"),
                new PhoneNumbers.Phone(given(request.phoneNumber(), "phoneNumber"), request.countryCode()));
    }

    @PostMapping("/_sandbox/wechat/consents")
    void allow(@RequestBody ConsentRequest request) {

        var count = request.count();
        if (count == null || count < 0) {
            throw new ResponseStatusException(BAD_REQUEST, "count: %s (expected: 0 or more)".formatted(count));
        }
        consents.set(given(request.openid(), "openid"), given(request.templateId(), "templateId"), count);
    }

    @PostMapping("/_sandbox/wechat/tokens/expire")
    void expireTokens() {
        tokens.expire();
    }

    @GetMapping("/_sandbox/wechat-messages")
    List<SubscribeMessage> list(@RequestParam @Nullable String openid) {
        return send.newestFirst(it -> openid == null || it.openid().equals(openid));
    }

    private static String given(@Nullable String value, String name) {

        if (value == null || value.isBlank()) {
            throw new ResponseStatusException(BAD_REQUEST, "%s: missing".formatted(name));
        }
        return value;
    }
}
