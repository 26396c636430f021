package com.banxiang.child.wechat;

import com.banxiang.child.wechat.WeChatAnswer.Identity;
import com.banxiang.child.wechat.WeChatAnswer.NotThisTime;
import com.banxiang.child.wechat.WeChatAnswer.Reason;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Asks WeChat whom a login code stands for. */
@Component
public final class WeChat {

    private static final String LOGIN =
            "/sns/jscode2session?appid={appid}&secret={secret}&js_code={code}&grant_type=authorization_code";

    private final WeChatSettings settings;
    private final WeChatCalls calls;

    WeChat(WeChatSettings settings, WeChatCalls calls) {
        this.settings = settings;
        this.calls = calls;
    }

    /**
     * Never empty. Fails with {@link com.banxiang.platform.web.Unavailable} if WeChat does not answer, or not with anything
     * we can use.
     */
    public Mono<WeChatAnswer> whoIs(String loginCode) {
        return calls.get(WeChat::answerOf, LOGIN, settings.appId(), settings.secret(), loginCode)
                .checkpoint("ask WeChat who is logging in");
    }

    private static WeChatAnswer answerOf(JsonNode answer) {

        var openid = text(answer, "openid");

        return switch (WeChatCalls.errorCode(answer)) {
            case 0 -> {
                if (openid == null) {
                    throw WeChatCalls.refused(answer);
                }
                yield new Identity(openid, text(answer, "unionid"));
            }
            case 40029, 40163 -> new NotThisTime(Reason.INVALID_WX_CODE);
            case 40226 -> new NotThisTime(Reason.WX_LOGIN_BLOCKED);
            case 45011 -> new NotThisTime(Reason.TOO_OFTEN);
            default -> throw WeChatCalls.refused(answer);
        };
    }

    private static @Nullable String text(JsonNode answer, String name) {
        var text = answer.path(name).asString("");
        return text.isBlank() ? null : text;
    }
}
