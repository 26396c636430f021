package com.banxiang.notification.sms;

import com.banxiang.notification.delivery.Channel.Kind;
import com.banxiang.notification.receipt.ReceiptSource;
import com.banxiang.notification.receipt.ReceiptSource.Receipt.Delivered;
import com.banxiang.notification.receipt.ReceiptSource.Receipt.Failed;
import com.banxiang.notification.vendor.Vendors;
import com.banxiang.notification.vendor.Vendors.Reply.Answered;
import com.banxiang.notification.vendor.Vendors.Vendor;
import com.banxiang.platform.web.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Aliyun's {@code QuerySendDetails}: one message a call, by its number, its day and its id with the vendor. The number is asked
 * for again; who changed it meanwhile leaves the message sent, with nothing more to know.
 */
@Component
final class SmsReceipts implements ReceiptSource {

    private static final int MOST = 20;
    private static final int AT_ONCE = 4;
    private static final int FAILED = 2;
    private static final int DELIVERED = 3;

    /** Carriers say it within minutes, or within the two days they keep a message for a phone that is off. */
    private static final Duration MEMORY = Duration.ofHours(72);

    /** The vendor's day began when it took the message, which is a little before we knew. */
    private static final Duration UNDER_WAY = Duration.ofSeconds(30);

    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

    private final Vendor aliyun;
    private final AliyunRequests requests;
    private final SmsAddresses addresses;
    private final JsonMapper json;

    SmsReceipts(
            Vendors vendors, AliyunRequests requests, SmsAddresses addresses, SmsSettings settings, JsonMapper json) {
        this.aliyun = vendors.to("aliyun-sms-receipts", settings.patience());
        this.requests = requests;
        this.addresses = addresses;
        this.json = json;
    }

    @Override
    public Kind channel() {
        return Kind.SMS;
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
        return Flux.fromIterable(messages)
                .flatMap(it -> ask(it).map(receipt -> Map.entry(it.id(), receipt)), AT_ONCE)
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private Mono<Receipt> ask(Taken message) {

        return addresses
                .of(message.message())
                .flatMapMany(address -> Flux.fromStream(
                                Stream.of(message.at(), message.at().minus(UNDER_WAY))
                                        .map(SmsReceipts::day)
                                        .distinct())
                        .concatMap(day -> ask(address.phone(), day, message.vendorId()), 1))
                .next()
                // Whoever knows the number is away: the vendor is asked another time.
                .onErrorComplete();
    }

    private Mono<Receipt> ask(String phone, String day, String bizId) {

        var query = new TreeMap<String, String>();
        query.put("PhoneNumber", phone);
        query.put("SendDate", day);
        query.put("PageSize", "10");
        query.put("CurrentPage", "1");
        query.put("BizId", bizId);

        var request = requests.signed("QuerySendDetails", query);
        return aliyun.call(HttpMethod.POST, request.address(), request.headers(), new byte[0])
                .mapNotNull(reply -> reply instanceof Answered answered && answered.status() == 200
                        ? details(answered.body())
                        : null)
                .flatMap(details -> Mono.justOrEmpty(
                        details.valueStream().flatMap(SmsReceipts::receipt).findFirst()));
    }

    private JsonNode details(byte[] body) {
        try {
            return json.readTree(body).path("SmsSendDetailDTOs").path("SmsSendDetailDTO");
        } catch (JacksonException unreadable) {
            return json.createArrayNode();
        }
    }

    private static Stream<Receipt> receipt(JsonNode detail) {
        return switch (detail.path("SendStatus").asInt(0)) {
            case DELIVERED -> Stream.of(new Delivered());
            case FAILED -> Stream.of(new Failed(code(detail.path("ErrCode").asString(""))));
            default -> Stream.empty();
        };
    }

    /** The carrier's word, as long as it looks like one. */
    private static String code(String errCode) {
        return errCode.matches("[0-9A-Za-z_.:-]{1,40}") ? "carrier_" + errCode : "carrier";
    }

    private static String day(Instant at) {
        return DAY.format(at.atZone(Times.CHINA).toLocalDate());
    }
}
