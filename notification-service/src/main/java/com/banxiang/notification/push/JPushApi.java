package com.banxiang.notification.push;

import com.banxiang.notification.push.JPushAnswer.Done;
import com.banxiang.notification.push.JPushAnswer.Later;
import com.banxiang.notification.push.JPushAnswer.NoDevice;
import com.banxiang.notification.push.JPushAnswer.Rejected;
import com.banxiang.notification.vendor.Vendors;
import com.banxiang.notification.vendor.Vendors.Reply.Answered;
import com.banxiang.notification.vendor.Vendors.Reply.Lost;
import com.banxiang.notification.vendor.Vendors.Reply.NotSent;
import com.banxiang.notification.vendor.Vendors.Vendor;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JPush's REST interface, as far as we need it. The body's error code decides; the status only where there is none. */
@Component
final class JPushApi {

    private static final Logger LOG = LoggerFactory.getLogger(JPushApi.class);
    private static final byte[] NOTHING = new byte[0];

    private final Vendor pushes;
    private final Vendor devices;
    private final JPushSettings settings;
    private final JsonMapper json;
    private final MeterRegistry meters;

    JPushApi(Vendors vendors, JPushSettings settings, JsonMapper json, MeterRegistry meters) {
        this.pushes = vendors.to("jpush", settings.patience());
        this.devices = vendors.to("jpush-devices", settings.patience());
        this.settings = settings;
        this.json = json;
        this.meters = meters;
    }

    /** Ids that make the vendor take a repeat for the same push; empty while it gives none. */
    Mono<List<String>> cids(int count) {

        var address = URI.create("%s/v3/push/cid?count=%d&type=push".formatted(settings.baseUrl(), count));
        return pushes.call(HttpMethod.GET, address, headers(settings), NOTHING)
                .mapNotNull(reply -> reply instanceof Answered answered && answered.status() == 200
                        ? read(answered)
                                .path("cidlist")
                                .valueStream()
                                .map(it -> it.asString(""))
                                .filter(it -> !it.isEmpty())
                                .toList()
                        : null);
    }

    /** Never empty, never fails. */
    Mono<JPushAnswer> push(Map<String, ?> body) {
        return pushes.call(HttpMethod.POST, URI.create(settings.baseUrl() + "/v3/push"), headers(settings), bytes(body))
                .map(this::answer);
    }

    /** Says whose a device is; an empty alias says nobody's. Repeating it changes nothing. */
    Mono<JPushAnswer> alias(String registrationId, String alias) {
        var address = URI.create("%s/v3/devices/%s".formatted(settings.deviceUrl(), registrationId));
        return devices.call(HttpMethod.POST, address, headers(settings), bytes(Map.of("alias", alias)))
                .map(this::answer);
    }

    static Map<String, String> headers(JPushSettings settings) {
        var credentials = settings.appKey() + ":" + settings.masterSecret().value();
        return Map.of(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)),
                "Content-Type",
                "application/json; charset=utf-8");
    }

    private JPushAnswer answer(Vendors.Reply reply) {
        return switch (reply) {
            case NotSent(var why) -> new Later(why);
            case Lost(var why) -> new Later(why);
            case Answered answered -> judge(answered);
        };
    }

    private JPushAnswer judge(Answered answered) {

        var body = read(answered);

        if (answered.status() == 200) {
            return new Done(body.path("msg_id").asString(""));
        }

        var code = body.path("error").path("code").asInt(0);
        return switch (code) {
            case 1011 -> new NoDevice();
            case 1000, 1030, 2002 -> new Later("code_" + code);
            case 0 ->
                answered.isTrouble() || answered.status() == 429
                        ? new Later("status_" + answered.status())
                        : alarm(answered.status());
            case 1003 -> new Rejected(code);
            default -> alarm(code);
        };
    }

    private JPushAnswer alarm(int code) {

        LOG.error("jpush refuses for a reason of ours: {}", code);
        meters.counter("notification.vendor.alarm", "vendor", "jpush").increment();
        return new Rejected(code);
    }

    private JsonNode read(Answered answered) {
        try {
            return json.readTree(answered.body());
        } catch (JacksonException unreadable) {
            return json.createObjectNode();
        }
    }

    private byte[] bytes(Map<String, ?> body) {
        return json.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
    }
}
