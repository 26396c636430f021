package com.banxiang.sandbox.huawei;

import com.banxiang.sandbox.traffic.Troubles;
import com.banxiang.sandbox.traffic.Vendor;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** How Huawei fails. Its documents publish no numbers for what is too often. */
@Component
final class HuaweiTroubles implements Troubles {

    static final String TOKEN_PATH = "/oauth2/v3/token";
    private static final String REVOKED_GRANT = "revoked_grant";
    private static final String EXPIRED_TOKEN = "expired_token";

    @Override
    public Vendor vendor() {
        return Vendor.HUAWEI;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(REVOKED_GRANT, EXPIRED_TOKEN);
    }

    @Override
    public Optional<ResponseEntity<String>> refusing(String kind, String operation) {

        if (kind.equals(REVOKED_GRANT) && operation.equals(TOKEN_PATH)) {
            return Optional.of(answer(HuaweiRefusal.deadGrant()));
        }
        return kind.equals(EXPIRED_TOKEN) && operation.startsWith("/healthkit/")
                ? Optional.of(answer(HuaweiRefusal.data(401, 401, "Invalid Credentials")))
                : Optional.empty();
    }

    @Override
    public ResponseEntity<String> failing(int status) {

        var answer = ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON);
        return (status == 429 ? answer.header(HttpHeaders.RETRY_AFTER, "1") : answer)
                .body("{\"error\":{\"code\":%d,\"message\":\"%d\"}}".formatted(status, status));
    }

    ResponseEntity<String> answer(HuaweiRefusal refusal) {
        return ResponseEntity.status(refusal.status())
                .contentType(MediaType.APPLICATION_JSON)
                .body(refusal.body());
    }
}
