package com.banxiang.child.wechat;

import com.banxiang.child.wechat.PhoneAnswer.PhoneNumber;
import com.banxiang.child.wechat.PhoneAnswer.Refused;
import com.banxiang.child.wechat.WeChatCalls.TokenRefused;
import com.banxiang.child.wechat.WeChatCalls.Useless;
import com.banxiang.platform.web.Unavailable;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Asks WeChat which number somebody opened to the mini-program. */
@Component
public final class WeChatPhones {

    private static final String PHONE_NUMBER = "/wxa/business/getuserphonenumber?access_token={token}";

    private static final String CHINA = "86";
    private static final Pattern IN_CHINA = Pattern.compile("1\\d{10}");
    private static final Pattern ABROAD = Pattern.compile("\\d{4,14}");
    private static final Pattern COUNTRY = Pattern.compile("[1-9]\\d{0,3}");

    private final WeChatSettings settings;
    private final WeChatCalls calls;
    private final WeChatToken token;

    WeChatPhones(WeChatSettings settings, WeChatCalls calls, WeChatToken token) {
        this.settings = settings;
        this.calls = calls;
        this.token = token;
    }

    /**
     * Never empty. Fails with {@link Unavailable} if WeChat does not answer, or not with anything we can use. A token that
     * WeChat no longer takes is fetched anew and the code shown once more: it has not been looked at.
     */
    public Mono<PhoneAnswer> behind(String code) {
        return ask(code)
                .onErrorResume(TokenRefused.class, _ -> ask(code))
                .onErrorMap(TokenRefused.class, _ -> new Unavailable("WeChat: access token refused twice", null))
                .checkpoint("ask WeChat for a phone number");
    }

    private Mono<PhoneAnswer> ask(String code) {
        return token.get()
                .flatMap(it -> calls.post(this::answerOf, Map.of("code", code), PHONE_NUMBER, it.text())
                        .onErrorResume(
                                TokenRefused.class, refused -> token.drop(it).then(Mono.error(refused))));
    }

    private PhoneAnswer answerOf(JsonNode answer) {
        return switch (WeChatCalls.errorCode(answer)) {
            case 0 -> numberIn(answer.path("phone_info"));
            case 40001, 40014, 42001 -> throw new TokenRefused();
            // 40013: somebody else's mini-program made the code.
            case 40013, 40029, 40163 -> Refused.INVALID_PHONE_CODE;
            case 45011 -> Refused.TOO_OFTEN;
            default -> throw WeChatCalls.refused(answer);
        };
    }

    private PhoneAnswer numberIn(JsonNode info) {

        var appId = info.path("watermark").path("appid").asString("");
        // It has been seen as a text and as a number.
        var country = info.path("countryCode").asString("");
        var pure = info.path("purePhoneNumber").asString("");

        if (appId.isEmpty()) {
            throw new Useless("no watermark");
        }
        if (!appId.equals(settings.appId())) {
            return Refused.INVALID_PHONE_CODE;
        }
        if (country.equals(CHINA) && IN_CHINA.matcher(pure).matches()) {
            return new PhoneNumber(pure);
        }
        if (!country.equals(CHINA)
                && COUNTRY.matcher(country).matches()
                && ABROAD.matcher(pure).matches()) {
            return new PhoneNumber("+" + country + pure);
        }

        throw new Useless("no number");
    }
}
