package com.banxiang.sandbox.huawei;

import static org.springframework.http.HttpStatus.FOUND;

import com.banxiang.sandbox.huawei.Accounts.Agreed;
import com.banxiang.sandbox.huawei.Accounts.Leave;
import com.banxiang.sandbox.traffic.Received;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.IdGenerator;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Huawei's sign-in: the page where the person agrees at once, or refuses with {@code simulate=deny}, and the tokens. */
@RestController
@RequestMapping("/huawei/oauth2/v3")
final class SignInController {

    private final HuaweiSettings settings;
    private final Accounts accounts;
    private final HuaweiTroubles troubles;
    private final JsonMapper json;
    private final IdGenerator ids;

    SignInController(
            HuaweiSettings settings, Accounts accounts, HuaweiTroubles troubles, JsonMapper json, IdGenerator ids) {
        this.settings = settings;
        this.accounts = accounts;
        this.troubles = troubles;
        this.json = json;
        this.ids = ids;
    }

    /** Beside Huawei's own parameters {@code simulate=deny} refuses, and {@code account=} says whose account it is. */
    @GetMapping("/authorize")
    ResponseEntity<Void> authorize(@RequestAttribute(Received.NAME) Received call) {

        var query = form(call.rawQuery());
        var scopes = Set.of(query.getOrDefault("scope", "").split(" "));
        expect(settings.clientId().equals(query.get("client_id")), 1101, 20001, "invalid client_id");
        expect(
                settings.redirectUri().toString().equals(query.get("redirect_uri")),
                1101,
                20002,
                "invalid redirect_uri");
        expect("code".equals(query.get("response_type")), 1101, 20003, "invalid response_type");
        expect(scopes.contains("openid"), 1101, 20004, "invalid scope");
        expect("S256".equals(query.get("code_challenge_method")), 1101, 20005, "invalid code_challenge_method");
        expect(!query.getOrDefault("code_challenge", "").isEmpty(), 1101, 20005, "invalid code_challenge");

        var state = query.getOrDefault("state", "");
        return "deny".equals(query.get("simulate"))
                ? back("error=access_denied", state)
                : back("code=" + encoded(accounts.codeFor(agreed(query, scopes))), state);
    }

    @PostMapping("/token")
    ResponseEntity<String> token(@RequestAttribute(Received.NAME) Received call) {

        expect(
                call.header("content-type").orElse("").startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE),
                1101,
                20100,
                "invalid content type");
        var form = form(call.text());
        expect(
                settings.clientId().equals(form.get("client_id"))
                        && settings.clientSecret().value().equals(form.get("client_secret")),
                1101,
                20101,
                "invalid client");
        return switch (form.getOrDefault("grant_type", "")) {
            case "authorization_code" -> first(form);
            case "refresh_token" -> further(form.getOrDefault("refresh_token", ""));
            default -> throw HuaweiRefusal.signIn(1101, 20102, "invalid grant_type");
        };
    }

    @ExceptionHandler
    ResponseEntity<String> refused(HuaweiRefusal refusal) {
        return troubles.answer(refusal);
    }

    private Agreed agreed(Map<String, String> query, Set<String> scopes) {
        return new Agreed(
                query.getOrDefault(
                        "account", "openid-" + ids.generateId().toString().substring(0, 8)),
                scopes,
                query.getOrDefault("redirect_uri", ""),
                query.getOrDefault("code_challenge", ""),
                "offline".equals(query.get("access_type")));
    }

    private ResponseEntity<Void> back(String what, String state) {
        return ResponseEntity.status(FOUND)
                .location(URI.create("%s?%s&state=%s".formatted(settings.redirectUri(), what, encoded(state))))
                .build();
    }

    private ResponseEntity<String> first(Map<String, String> form) {

        var agreed = accounts.redeem(form.getOrDefault("code", ""))
                .orElseThrow(() -> HuaweiRefusal.signIn(1101, 20152, "invalid code"));
        expect(agreed.redirectUri().equals(form.get("redirect_uri")), 1101, 20002, "invalid redirect_uri");
        expect(
                agreed.challenge().equals(challenge(form.getOrDefault("code_verifier", ""))),
                1101,
                20156,
                "invalid code_verifier");
        var leave = accounts.grant(agreed);
        var answer = tokens(leave);
        if (agreed.offline()) {
            answer.put("refresh_token", accounts.refreshTokenFor(leave));
        }
        answer.put("id_token", idToken(leave.openId()));
        return ok(answer);
    }

    /** Without another refresh token: the one there is goes on working. */
    private ResponseEntity<String> further(String refreshToken) {
        return ok(tokens(accounts.refreshing(refreshToken).orElseThrow(HuaweiRefusal::deadGrant)));
    }

    private Map<String, Object> tokens(Leave leave) {

        var answer = new LinkedHashMap<String, Object>();
        answer.put("access_token", accounts.accessTokenFor(leave));
        answer.put("expires_in", accounts.accessLives().toSeconds());
        answer.put("scope", String.join(" ", leave.scopes()));
        answer.put("token_type", "Bearer");
        return answer;
    }

    /** Nobody here checks its signature; it is not one. */
    private String idToken(String openId) {

        var claims = json.writeValueAsBytes(Map.of("sub", "union-" + openId, "openid", openId));
        return "e30.%s.c2FuZGJveA"
                .formatted(Base64.getUrlEncoder().withoutPadding().encodeToString(claims));
    }

    private ResponseEntity<String> ok(Map<String, Object> answer) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(json.writeValueAsString(answer));
    }

    private static String challenge(String verifier) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Map<String, String> form(String text) {

        var fields = new HashMap<String, String>();
        for (var field : text.split("&")) {
            var both = field.split("=", 2);
            fields.put(both[0], both.length == 2 ? URLDecoder.decode(both[1], StandardCharsets.UTF_8) : "");
        }
        return fields;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void expect(boolean fulfilled, int error, int subError, String otherwise) {
        if (!fulfilled) {
            throw HuaweiRefusal.signIn(error, subError, otherwise);
        }
    }
}
