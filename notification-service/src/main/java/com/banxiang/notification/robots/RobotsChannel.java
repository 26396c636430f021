package com.banxiang.notification.robots;

import com.banxiang.notification.delivery.Channel;
import com.banxiang.notification.delivery.Channel.Outcome.Failed;
import com.banxiang.notification.delivery.Channel.Outcome.Later;
import com.banxiang.notification.delivery.Channel.Outcome.Sent;
import com.banxiang.notification.delivery.Channel.Outcome.Unreachable;
import com.banxiang.notification.delivery.Channel.Outcome.Unsure;
import com.banxiang.notification.delivery.Channel.Prepared.Decided;
import com.banxiang.notification.delivery.Channel.Prepared.Ready;
import com.banxiang.notification.text.Texts;
import com.banxiang.notification.vendor.Vendors;
import com.banxiang.notification.vendor.Vendors.Reply.Answered;
import com.banxiang.notification.vendor.Vendors.Reply.Lost;
import com.banxiang.notification.vendor.Vendors.Reply.NotSent;
import com.banxiang.notification.vendor.Vendors.Vendor;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Tells those on duty through a DingTalk-like robot. They read a number and look it up: no name, no reading. */
@Component
final class RobotsChannel implements Channel {

    private static final Logger LOG = LoggerFactory.getLogger(RobotsChannel.class);

    private final Vendor robots;
    private final RobotSettings settings;
    private final Texts texts;
    private final JsonMapper json;

    RobotsChannel(Vendors vendors, RobotSettings settings, Texts texts, JsonMapper json) {
        this.robots = vendors.to("robots", settings.patience());
        this.settings = settings;
        this.texts = texts;
        this.json = json;
    }

    @Override
    public Kind kind() {
        return Kind.ROBOTS;
    }

    @Override
    public Mono<Prepared> prepare(Message message, @Nullable String key) {

        var url = settings.url();
        return Mono.just(
                url == null
                        ? new Decided(new Unreachable("no_robot"))
                        : new Ready(null, Mono.defer(() -> send(url, message))));
    }

    private Mono<Outcome> send(URI url, Message message) {

        var text = texts.render(
                Locale.SIMPLIFIED_CHINESE, "robots." + message.template(), message.params(), message.occurredAt());
        var body = Map.of("msgtype", "text", "text", Map.of("content", text));
        var address = URI.create("%s/robot/send?access_token=%s"
                .formatted(url, URLEncoder.encode(settings.accessToken().value(), StandardCharsets.UTF_8)));

        return robots.call(
                        HttpMethod.POST,
                        address,
                        Map.of("Content-Type", "application/json"),
                        json.writeValueAsString(body).getBytes(StandardCharsets.UTF_8))
                .map(this::outcome);
    }

    private Outcome outcome(Vendors.Reply reply) {
        return switch (reply) {
            case NotSent(var why) -> new Later(why);
            case Lost(var why) -> new Unsure(why);
            case Answered answered -> answered.isTrouble() ? new Later("status_" + answered.status()) : judge(answered);
        };
    }

    /** 0 is success, -1 and 130101 pass by themselves. */
    private Outcome judge(Answered answered) {

        var errcode = errcode(answered);
        return switch (errcode) {
            case 0 -> new Sent(null);
            case -1, 130101 -> new Later("errcode_" + errcode);
            default -> {
                LOG.error("robot refuses for a reason of ours: {}", errcode);
                yield new Failed("errcode_" + errcode);
            }
        };
    }

    private int errcode(Answered answered) {
        try {
            return json.readTree(answered.body()).path("errcode").asInt(Integer.MIN_VALUE);
        } catch (JacksonException unreadable) {
            return Integer.MIN_VALUE;
        }
    }
}
