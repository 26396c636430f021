package com.banxiang.sandbox.aliyunsms;

import static com.banxiang.sandbox.aliyunsms.AliyunError.INVALID_PARAMETERS;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What became of the messages to a number on one day. */
@Component
final class QuerySendDetails {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZONE);

    private static final int WAITING = 1;
    private static final int FAILED = 2;
    private static final int DELIVERED = 3;
    private static final int OLDEST_DAYS = 30;
    private static final int LARGEST_PAGE = 50;

    private final SmsSettings settings;
    private final Messages messages;
    private final Clock clock;

    QuerySendDetails(SmsSettings settings, Messages messages, Clock clock) {
        this.settings = settings;
        this.messages = messages;
        this.clock = clock;
    }

    Map<String, Object> handle(Map<String, String> parameters) {

        var phone = Messages.withoutCountryCode(parameters.getOrDefault("PhoneNumber", ""));
        var day = day(parameters.getOrDefault("SendDate", ""));
        var size = number(parameters, "PageSize", LARGEST_PAGE);
        var page = number(parameters, "CurrentPage", Integer.MAX_VALUE / LARGEST_PAGE);
        var bizId = parameters.getOrDefault("BizId", "");

        var found = messages.newestFirst(it -> it.phone().equals(phone)
                && it.at().atZone(ZONE).toLocalDate().equals(day)
                && (bizId.isEmpty() || it.bizId().equals(bizId)));
        List<Map<String, Object>> shown = found.stream()
                .skip((page - 1L) * size)
                .limit(size)
                .map(this::details)
                .toList();
        return Map.of("TotalCount", found.size(), "SmsSendDetailDTOs", Map.of("SmsSendDetailDTO", shown));
    }

    private Map<String, Object> details(Message message) {

        var details = new LinkedHashMap<String, Object>();
        details.put("PhoneNum", message.phone());
        details.put("SendStatus", status(message));
        details.put("TemplateCode", message.template().code());
        details.put("Content", message.text());
        details.put("SendDate", TIME.format(message.at()));
        details.put("OutId", message.outId());
        if (status(message) != WAITING) {
            details.put("ErrCode", errCode(message));
            details.put("ReceiveDate", TIME.format(message.at().plus(settings.deliveredAfter())));
        }
        return details;
    }

    private int status(Message message) {

        if (clock.instant().isBefore(message.at().plus(settings.deliveredAfter()))) {
            return WAITING;
        }
        return message.isDelivered() ? DELIVERED : FAILED;
    }

    /** The carrier's own word, which the vendor passes on. */
    static String errCode(Message message) {
        return message.isDelivered() ? "DELIVERED" : "UNDELIV";
    }

    private LocalDate day(String text) {

        try {
            var day = LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE);
            if (!day.isBefore(LocalDate.now(clock.withZone(ZONE)).minusDays(OLDEST_DAYS))) {
                return day;
            }
        } catch (DateTimeException _) {
            // Refused like a day that is too long ago.
        }
        throw new AliyunRefusal(INVALID_PARAMETERS, "SendDate");
    }

    private static int number(Map<String, String> parameters, String name, int most) {

        var text = parameters.getOrDefault(name, "");
        if (text.matches("\\d{1,9}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= most) {
            return Integer.parseInt(text);
        }
        throw new AliyunRefusal(INVALID_PARAMETERS, name);
    }
}
