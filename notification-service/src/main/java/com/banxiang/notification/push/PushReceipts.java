package com.banxiang.notification.push;

import com.banxiang.notification.delivery.Channel.Kind;
import com.banxiang.notification.receipt.ReceiptSource;
import com.banxiang.notification.receipt.ReceiptSource.Receipt.Delivered;
import com.banxiang.notification.vendor.Vendors;
import com.banxiang.notification.vendor.Vendors.Reply.Answered;
import com.banxiang.notification.vendor.Vendors.Vendor;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JPush's report, a hundred messages a call: how many devices got each. It counts, and no more: that somebody got it is certain,
 * that nobody did it never says. So a push becomes delivered by it, and never failed.
 */
@Component
final class PushReceipts implements ReceiptSource {

    private static final int MOST = 100;

    /** It is kept for a phone that is off for one day, and counted some time after. */
    private static final Duration MEMORY = Duration.ofHours(48);

    /** Only what the handset got: what was handed to Apple or to a vendor of phones may have ended there. */
    private static final Set<String> ARRIVED =
            Set.of("jpush_received", "android_pns_received", "ios_apns_received", "ios_msg_received", "hmos_received");

    private final Vendor reports;
    private final JPushSettings settings;
    private final JsonMapper json;

    PushReceipts(Vendors vendors, JPushSettings settings, JsonMapper json) {
        this.reports = vendors.to("jpush-reports", settings.patience());
        this.settings = settings;
        this.json = json;
    }

    @Override
    public Kind channel() {
        return Kind.PUSH;
    }

    @Override
    public int most() {
        return MOST;
    }

    @Override
    public Duration memory() {
        return MEMORY;
    }

    @Override
    public Mono<Map<UUID, Receipt>> ask(List<Taken> messages) {

        var ids = messages.stream().map(Taken::vendorId).collect(Collectors.joining(","));
        var address = URI.create("%s/v3/received/detail?msg_ids=%s".formatted(settings.reportUrl(), ids));

        return reports.call(HttpMethod.GET, address, JPushApi.headers(settings), new byte[0])
                .map(reply -> reply instanceof Answered answered && answered.status() == 200
                        ? arrived(answered.body())
                        : Set.<String>of())
                .map(arrived -> messages.stream()
                        .filter(it -> arrived.contains(it.vendorId()))
                        .collect(Collectors.toMap(Taken::id, _ -> new Delivered())));
    }

    private Set<String> arrived(byte[] body) {
        try {
            return json.readTree(body)
                    .valueStream()
                    .filter(it ->
                            ARRIVED.stream().anyMatch(name -> it.path(name).asLong(0) > 0))
                    .map(PushReceipts::id)
                    .collect(Collectors.toSet());
        } catch (JacksonException unreadable) {
            return Set.of();
        }
    }

    /** Shown as a text by some of its answers, as a number by others. */
    private static String id(JsonNode counters) {
        var id = counters.path("msg_id");
        return id.isNumber() ? id.bigIntegerValue().toString() : id.asString("");
    }
}
