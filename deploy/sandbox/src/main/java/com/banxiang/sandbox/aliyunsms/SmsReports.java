package com.banxiang.sandbox.aliyunsms;

import com.banxiang.sandbox.background.Background;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Pushes, unsigned as the vendor does, what became of each message, again by plan until the receiver answers code 0. */
@Component
final class SmsReports {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final SmsSettings settings;
    private final Background background;
    private final WebClient client = WebClient.create();

    SmsReports(SmsSettings settings, Background background) {
        this.settings = settings;
        this.background = background;
    }

    void announce(List<Message> accepted) {

        if (settings.reportUrl() == null) {
            return;
        }
        var body = accepted.stream().map(this::report).toList();
        var pauses = Stream.concat(Stream.of(settings.deliveredAfter()), settings.reportPauses().stream());
        background.run(Flux.fromStream(pauses)
                .concatMap(pause -> Mono.delay(pause).then(push(body)), 1)
                .takeUntil(taken -> taken)
                .then());
    }

    private Mono<Boolean> push(List<Map<String, Object>> body) {

        return Mono.justOrEmpty(settings.reportUrl())
                .flatMap(
                        url -> client.post().uri(url).bodyValue(body).retrieve().bodyToMono(JsonNode.class))
                .timeout(PATIENCE)
                .map(answer -> answer.path("code").asInt(-1) == 0)
                .onErrorReturn(false)
                .defaultIfEmpty(false);
    }

    private Map<String, Object> report(Message message) {

        var report = new LinkedHashMap<String, Object>();
        report.put("phone_number", message.phone());
        report.put("send_time", QuerySendDetails.TIME.format(message.at()));
        report.put("report_time", QuerySendDetails.TIME.format(message.at().plus(settings.deliveredAfter())));
        report.put("success", message.isDelivered());
        report.put("err_code", QuerySendDetails.errCode(message));
        report.put("err_msg", message.isDelivered() ? "用户接收成功" : "用户接收失败");
        report.put("sms_size", "1");
        report.put("biz_id", message.bizId());
        report.put("out_id", message.outId());
        return report;
    }
}
