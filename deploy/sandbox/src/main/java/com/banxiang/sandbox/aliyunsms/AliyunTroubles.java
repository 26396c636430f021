package com.banxiang.sandbox.aliyunsms;

import static com.banxiang.sandbox.aliyunsms.AliyunError.INTERNAL_ERROR;
import static com.banxiang.sandbox.aliyunsms.AliyunError.SERVICE_UNAVAILABLE;
import static com.banxiang.sandbox.aliyunsms.AliyunError.THROTTLING_USER;

import com.banxiang.sandbox.traffic.Troubles;
import com.banxiang.sandbox.traffic.Vendor;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** How Aliyun's gateway and its SMS business fail. */
@Component
final class AliyunTroubles implements Troubles {

    private final AliyunAnswers answers;

    AliyunTroubles(AliyunAnswers answers) {
        this.answers = answers;
    }

    @Override
    public Vendor vendor() {
        return Vendor.ALIYUN_SMS;
    }

    @Override
    public Set<String> kinds() {
        return Arrays.stream(AliyunError.values()).map(AliyunError::code).collect(Collectors.toSet());
    }

    @Override
    public Optional<ResponseEntity<String>> refusing(String kind, String operation) {
        return AliyunError.of(kind).filter(it -> it.canAnswer(operation)).map(it -> answers.refusal(it, it.message()));
    }

    @Override
    public ResponseEntity<String> failing(int status) {

        var error = switch (status) {
            case 429 -> THROTTLING_USER;
            case 503 -> SERVICE_UNAVAILABLE;
            default -> INTERNAL_ERROR;
        };
        var answer = answers.refusal(error, error.message());
        return ResponseEntity.status(status).headers(answer.getHeaders()).body(answer.getBody());
    }
}
