package com.banxiang.notification.sms;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.util.IdGenerator;

/** Calls of Aliyun as its gateway wants them: the parameters stand in the address, the body is empty, all of it is signed. */
@Component
final class AliyunRequests {

    /** @param address holds a phone: it goes to the vendor and nowhere else */
    record Signed(URI address, Map<String, String> headers) {

        @Override
        public String toString() {
            return "Signed[***]";
        }
    }

    private final SmsSettings settings;
    private final IdGenerator nonces;
    private final Clock clock;

    AliyunRequests(SmsSettings settings, IdGenerator nonces, Clock clock) {
        this.settings = settings;
        this.nonces = nonces;
        this.clock = clock;
    }

    /** Each is good for one call: its nonce is taken once. */
    Signed signed(String action, SortedMap<String, String> query) {

        var canonicalQuery = Acs3.canonicalQuery(query);
        var address = URI.create(settings.baseUrl() + "/?" + canonicalQuery);
        return new Signed(address, headers(action, address, canonicalQuery));
    }

    private Map<String, String> headers(String action, URI address, String canonicalQuery) {

        var signed = new TreeMap<String, String>();
        signed.put("host", hostOf(address));
        signed.put("x-acs-action", action);
        signed.put("x-acs-version", "2017-05-25");
        signed.put("x-acs-date", second(clock.instant()));
        signed.put("x-acs-signature-nonce", nonces.generateId().toString());
        signed.put("x-acs-content-sha256", Acs3.EMPTY_BODY);

        var headers = new HashMap<String, String>(signed);
        headers.put(
                "Authorization",
                Acs3.authorization(
                        HttpMethod.POST.name(),
                        address.getRawPath(),
                        canonicalQuery,
                        signed,
                        Acs3.EMPTY_BODY,
                        settings.accessKeyId(),
                        settings.accessKeySecret().value()));
        return headers;
    }

    /** As it goes over the wire: a port is named only where it is not the usual one. */
    private static String hostOf(URI address) {

        var usual = "https".equals(address.getScheme()) ? 443 : 80;
        var port = address.getPort();
        return port < 0 || port == usual ? address.getHost() : address.getHost() + ":" + port;
    }

    private static String second(Instant now) {
        return now.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
