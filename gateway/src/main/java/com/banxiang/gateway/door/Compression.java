package com.banxiang.gateway.door;

import java.util.Arrays;
import java.util.List;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/** The server packs answers of some kinds; caches on the way have to know that there are two forms of those. */
@Component
final class Compression {

    private final List<MimeType> packed;

    Compression(ServerProperties server) {
        packed = Arrays.stream(server.getCompression().getAllMimeTypes())
                .map(MimeTypeUtils::parseMimeType)
                .toList();
    }

    void addTo(HttpHeaders headers) {
        var type = headers.getContentType();
        if (type != null && isPacked(type)) {
            headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        }
    }

    private boolean isPacked(MimeType type) {

        for (var each : packed) {
            if (each.isCompatibleWith(type)) {
                return true;
            }
        }

        return false;
    }
}
