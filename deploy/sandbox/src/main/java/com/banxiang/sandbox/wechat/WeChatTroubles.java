package com.banxiang.sandbox.wechat;

import com.banxiang.sandbox.traffic.Troubles;
import com.banxiang.sandbox.traffic.Vendor;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** How WeChat fails: codes with status 200, and an HTML page where its edge is in trouble. */
@Component
final class WeChatTroubles implements Troubles {

    private final WeChatAnswers answers;

    WeChatTroubles(WeChatAnswers answers) {
        this.answers = answers;
    }

    @Override
    public Vendor vendor() {
        return Vendor.WECHAT;
    }

    @Override
    public Set<String> kinds() {
        return Arrays.stream(Errcode.values())
                .map(it -> Integer.toString(it.code()))
                .collect(Collectors.toSet());
    }

    @Override
    public Optional<ResponseEntity<String>> refusing(String kind, String operation) {
        return Errcode.of(kind).filter(it -> it.isGivenBy(operation)).map(it -> answers.refusal(it, it.text()));
    }

    @Override
    public ResponseEntity<String> failing(int status) {
        return ResponseEntity.status(status)
                .contentType(MediaType.TEXT_HTML)
                .body("<html><body><h1>%s</h1></body></html>".formatted(status));
    }
}
