package com.banxiang.sandbox.aliyunsms;

import static com.banxiang.sandbox.aliyunsms.AliyunError.BLACK_KEY_CONTROL_LIMIT;
import static com.banxiang.sandbox.aliyunsms.AliyunError.INVALID_JSON_PARAM;
import static com.banxiang.sandbox.aliyunsms.AliyunError.MISSING_PHONE_NUMBERS;
import static com.banxiang.sandbox.aliyunsms.AliyunError.MOBILE_COUNT_OVER_LIMIT;
import static com.banxiang.sandbox.aliyunsms.AliyunError.MOBILE_NUMBER_ILLEGAL;
import static com.banxiang.sandbox.aliyunsms.AliyunError.PARAM_LENGTH_LIMIT;
import static com.banxiang.sandbox.aliyunsms.AliyunError.PARAM_NOT_SUPPORT_URL;
import static com.banxiang.sandbox.aliyunsms.AliyunError.SMS_SIGNATURE_ILLEGAL;
import static com.banxiang.sandbox.aliyunsms.AliyunError.SMS_TEMPLATE_ILLEGAL;
import static com.banxiang.sandbox.aliyunsms.AliyunError.TEMPLATE_MISSING_PARAMETERS;
import static com.banxiang.sandbox.aliyunsms.AliyunError.TEMPLATE_PARAMS_ILLEGAL;

import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Accepts a message for delivery, or says in the vendor's words why not. Equal requests are two messages, as in reality. */
@Component
final class SendSms {

    private static final Pattern MAINLAND = Pattern.compile("1[3-9]\\d{9}");
    private static final Pattern URL =
            Pattern.compile("(?i)https?://|www\\.|[a-z0-9-]+\\.(com|cn|net|org|top|vip|info)\\b");
    private static final List<String> BANNED = List.of("赌博", "博彩", "代开发票", "办证", "裸聊");
    private static final int MOST_NUMBERS = 1_000;
    private static final int LONGEST_TEXT = 500;

    private final SmsSettings settings;
    private final Messages messages;
    private final MagicNumbers magic;
    private final FlowControl flowControl;
    private final SmsReports reports;
    private final JsonMapper json;
    private final Clock clock;
    private final AtomicLong lastBizId;

    SendSms(
            SmsSettings settings,
            Messages messages,
            MagicNumbers magic,
            FlowControl flowControl,
            SmsReports reports,
            JsonMapper json,
            Clock clock) {
        this.settings = settings;
        this.messages = messages;
        this.magic = magic;
        this.flowControl = flowControl;
        this.reports = reports;
        this.json = json;
        this.clock = clock;
        this.lastBizId = new AtomicLong(clock.millis() * 1_000);
    }

    /** One message per number, all under the same business id. */
    synchronized List<Message> handle(Map<String, String> parameters, boolean flowIsControlled) {

        var phones = phones(parameters.getOrDefault("PhoneNumbers", ""));
        var signName = parameters.getOrDefault("SignName", "");
        if (!settings.signNames().contains(signName)) {
            throw new AliyunRefusal(SMS_SIGNATURE_ILLEGAL);
        }
        var template = Template.approved(parameters.getOrDefault("TemplateCode", ""))
                .orElseThrow(() -> new AliyunRefusal(SMS_TEMPLATE_ILLEGAL));
        var params = params(parameters.getOrDefault("TemplateParam", "{}"), template);
        if (template.filled(signName, params).length() > LONGEST_TEXT) {
            throw new AliyunRefusal(PARAM_LENGTH_LIMIT);
        }
        phones.forEach(phone -> expectNoTrouble(phone, signName, template, flowIsControlled));

        var bizId = lastBizId.incrementAndGet() + "^0";
        var outId = parameters.getOrDefault("OutId", "");
        var accepted = phones.stream()
                .map(phone -> new Message(phone, signName, template, params, outId, bizId, clock.instant()))
                .toList();
        accepted.forEach(messages::add);
        reports.announce(accepted);
        return accepted;
    }

    private static List<String> phones(String numbers) {

        if (numbers.isBlank()) {
            throw new AliyunRefusal(MISSING_PHONE_NUMBERS);
        }
        var phones = Arrays.stream(numbers.split(",", -1))
                .map(Messages::withoutCountryCode)
                .toList();
        if (phones.size() > MOST_NUMBERS) {
            throw new AliyunRefusal(MOBILE_COUNT_OVER_LIMIT);
        }
        if (!phones.stream().allMatch(it -> MAINLAND.matcher(it).matches())) {
            throw new AliyunRefusal(MOBILE_NUMBER_ILLEGAL);
        }
        return phones;
    }

    private Map<String, String> params(String text, Template template) {

        var given = object(text);
        var params = new LinkedHashMap<String, String>();
        for (var each : given.properties()) {
            if (!each.getValue().isString()) {
                throw new AliyunRefusal(TEMPLATE_PARAMS_ILLEGAL);
            }
            params.put(each.getKey(), each.getValue().stringValue());
        }
        if (!params.keySet().containsAll(template.variables())) {
            throw new AliyunRefusal(TEMPLATE_MISSING_PARAMETERS);
        }
        if (params.values().stream().anyMatch(it -> URL.matcher(it).find())) {
            throw new AliyunRefusal(PARAM_NOT_SUPPORT_URL);
        }
        if (params.values().stream().anyMatch(it -> BANNED.stream().anyMatch(it::contains))) {
            throw new AliyunRefusal(BLACK_KEY_CONTROL_LIMIT);
        }
        return params;
    }

    private JsonNode object(String text) {

        try {
            var node = json.readTree(text);
            if (node.isObject()) {
                return node;
            }
        } catch (JacksonException _) {
            // The same refusal as for JSON of another kind.
        }
        throw new AliyunRefusal(INVALID_JSON_PARAM);
    }

    private void expectNoTrouble(String phone, String signName, Template template, boolean flowIsControlled) {

        magic.trouble(phone).ifPresent(it -> {
            throw new AliyunRefusal(it);
        });
        if (flowIsControlled) {
            flowControl.check(signName, template, phone);
        }
    }
}
