package com.banxiang.sandbox.wechat;

import com.banxiang.sandbox.traffic.Received;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** WeChat's server API. A wrong method is answered like any other mistake, with status 200. */
@RestController
@RequestMapping("/wechat")
final class WeChatController {

    private final WeChatSettings settings;
    private final Login login;
    private final PhoneNumbers phones;
    private final AccessTokens tokens;
    private final SendSubscribeMessage send;
    private final WeChatAnswers answers;
    private final JsonMapper json;
    private final Clock clock;

    WeChatController(
            WeChatSettings settings,
            Login login,
            PhoneNumbers phones,
            AccessTokens tokens,
            SendSubscribeMessage send,
            WeChatAnswers answers,
            JsonMapper json,
            Clock clock) {
        this.settings = settings;
        this.login = login;
        this.phones = phones;
        this.tokens = tokens;
        this.send = send;
        this.answers = answers;
        this.json = json;
        this.clock = clock;
    }

    @RequestMapping(Operation.LOGIN_PATH)
    ResponseEntity<String> login(
            @RequestAttribute(Received.NAME) Received call, @RequestParam MultiValueMap<String, String> query) {

        expect(call.method().equals("GET"), Errcode.GET_REQUIRED);
        expect(!value(query, "appid").isEmpty(), Errcode.APPID_MISSING);
        expect(!value(query, "secret").isEmpty(), Errcode.SECRET_MISSING);
        expect(!value(query, "js_code").isEmpty(), Errcode.CODE_MISSING);
        expect(value(query, "grant_type").equals("authorization_code"), Errcode.INVALID_GRANT_TYPE);
        expect(value(query, "appid").equals(settings.appId()), Errcode.INVALID_APPID);
        expect(value(query, "secret").equals(settings.secret().value()), Errcode.INVALID_SECRET);
        expect(!call.quotaIsOn(), Errcode.TOO_FREQUENT);
        expect(!phones.isMinted(value(query, "js_code")), Errcode.INVALID_CODE);
        return answers.ok(login.handle(value(query, "js_code")));
    }

    @RequestMapping(Operation.TOKEN_PATH)
    ResponseEntity<String> stableToken(@RequestAttribute(Received.NAME) Received call) {

        expect(call.method().equals("POST"), Errcode.POST_REQUIRED);
        var body = body(call);
        expect(body.path("grant_type").asString("").equals("client_credential"), Errcode.INVALID_GRANT_TYPE);
        expect(!body.path("appid").asString("").isEmpty(), Errcode.APPID_MISSING);
        expect(!body.path("secret").asString("").isEmpty(), Errcode.SECRET_MISSING);
        expect(body.path("appid").asString("").equals(settings.appId()), Errcode.INVALID_APPID);
        expect(body.path("secret").asString("").equals(settings.secret().value()), Errcode.INVALID_CREDENTIAL);
        expect(!call.quotaIsOn(), Errcode.QUOTA_USED_UP);

        var token = body.path("force_refresh").asBoolean(false) ? tokens.forced() : tokens.stable();
        var left = Duration.between(clock.instant(), token.goodUntil()).toSeconds();
        return answers.ok(Map.of("access_token", token.value(), "expires_in", left));
    }

    @RequestMapping(Operation.PHONE_PATH)
    ResponseEntity<String> phone(
            @RequestAttribute(Received.NAME) Received call, @RequestParam MultiValueMap<String, String> query) {

        expect(call.method().equals("POST"), Errcode.POST_REQUIRED);
        tokens.check(value(query, "access_token"));
        var code = body(call).path("code").asString("");
        expect(!code.isEmpty(), Errcode.INVALID_CODE);
        expect(!call.quotaIsOn(), Errcode.TOO_FREQUENT);
        expect(!login.isMinted(code), Errcode.INVALID_CODE);
        return answers.ok(Map.of("errcode", 0, "errmsg", "ok", "phone_info", phones.handle(code)));
    }

    @RequestMapping(Operation.SEND_PATH)
    ResponseEntity<String> send(
            @RequestAttribute(Received.NAME) Received call, @RequestParam MultiValueMap<String, String> query) {

        expect(call.method().equals("POST"), Errcode.POST_REQUIRED);
        tokens.check(value(query, "access_token"));
        expect(!call.quotaIsOn(), Errcode.QUOTA_USED_UP);
        send.handle(body(call));
        return answers.ok(Map.of("errcode", 0, "errmsg", "ok"));
    }

    @ExceptionHandler
    ResponseEntity<String> refused(WeChatRefusal refusal) {
        return answers.refusal(refusal.errcode(), refusal.text());
    }

    private JsonNode body(Received call) {

        try {
            var body = json.readTree(call.body());
            expect(body.isObject(), Errcode.NOT_JSON);
            return body;
        } catch (JacksonException _) {
            throw new WeChatRefusal(Errcode.NOT_JSON);
        }
    }

    private static String value(MultiValueMap<String, String> query, String name) {

        var value = query.getFirst(name);
        return value == null ? "" : value;
    }

    private static void expect(boolean fulfilled, Errcode otherwise) {
        if (!fulfilled) {
            throw new WeChatRefusal(otherwise);
        }
    }
}
