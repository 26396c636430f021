package com.banxiang.sandbox.wechat;

import static com.banxiang.sandbox.wechat.Errcode.INVALID_ARGUMENT;
import static com.banxiang.sandbox.wechat.Errcode.INVALID_OPENID;
import static com.banxiang.sandbox.wechat.Errcode.INVALID_PAGE;
import static com.banxiang.sandbox.wechat.Errcode.INVALID_TEMPLATE;
import static com.banxiang.sandbox.wechat.Errcode.USER_REFUSES;

import com.banxiang.sandbox.memory.Recent;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Puts a message into somebody's WeChat, if every value fits its keyword and the person still allows one. */
@Component
final class SendSubscribeMessage {

    private static final Pattern PAGE = Pattern.compile("[\\w-]+(/[\\w-]+)*(\\?\\S*)?");
    private static final Set<String> STATES = Set.of("developer", "trial", "formal");
    private static final Set<String> LANGUAGES = Set.of("zh_CN", "en_US", "zh_HK", "zh_TW");

    private final Consents consents;
    private final Clock clock;
    private final Recent<SubscribeMessage> sent = new Recent<>(5_000);

    SendSubscribeMessage(Consents consents, Clock clock) {
        this.consents = consents;
        this.clock = clock;
    }

    void handle(JsonNode body) {

        var openid = body.path("touser").asString("");
        if (openid.isBlank()) {
            throw new WeChatRefusal(INVALID_OPENID);
        }
        var template = SubscribeTemplate.chosen(body.path("template_id").asString(""))
                .orElseThrow(() -> new WeChatRefusal(INVALID_TEMPLATE));
        var page = body.path("page").asString("");
        if (!page.isEmpty() && !PAGE.matcher(page).matches()) {
            throw new WeChatRefusal(INVALID_PAGE);
        }
        var state = oneOf(STATES, body, "miniprogram_state", "formal");
        oneOf(LANGUAGES, body, "lang", "zh_CN");
        var data = data(body.path("data"), template);
        if (!consents.take(openid, template.id())) {
            throw new WeChatRefusal(USER_REFUSES);
        }
        sent.add(new SubscribeMessage(openid, template.id(), page, state, data, clock.instant()));
    }

    List<SubscribeMessage> newestFirst(Predicate<SubscribeMessage> wanted) {
        return sent.newestFirst(wanted);
    }

    private static Map<String, String> data(JsonNode given, SubscribeTemplate template) {

        if (!given.isObject()) {
            throw invalid("data");
        }
        var data = new LinkedHashMap<String, String>();
        for (var keyword : template.keywords()) {
            var value = given.path(keyword).path("value");
            if (!value.isString() || !ValueLimit.of(keyword).accepts(value.stringValue())) {
                throw invalid("data.%s.value".formatted(keyword));
            }
            data.put(keyword, value.stringValue());
        }
        return data;
    }

    private static String oneOf(Set<String> allowed, JsonNode body, String member, String otherwise) {

        var value = body.path(member).asString(otherwise);
        if (!allowed.contains(value)) {
            throw invalid(member);
        }
        return value;
    }

    private static WeChatRefusal invalid(String member) {
        return new WeChatRefusal(INVALID_ARGUMENT, "argument invalid! %s invalid".formatted(member));
    }
}
