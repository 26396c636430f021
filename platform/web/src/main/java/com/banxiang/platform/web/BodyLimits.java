package com.banxiang.platform.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.unit.DataSize;

/**
 * How much a client may send.
 *
 * @param json any body but an upload; what comes without a length is cut off by the codecs at the same size
 * @param upload a file, below {@code /api/v1/upload/}
 */
@ConfigurationProperties("banxiang.body")
public record BodyLimits(
        @DefaultValue("1MB") DataSize json,
        @DefaultValue("10MB") DataSize upload) {

    private static final String UPLOADS = "/api/v1/upload/";
    private static final long MULTIPART_FRAME = DataSize.ofKilobytes(16).toBytes();

    /** Whether the announced length is admitted. A body without one passes here and is counted as it is read. */
    public boolean admits(ServerHttpRequest request) {
        return request.getHeaders().getContentLength() <= limitFor(request);
    }

    /** In bytes, for counting what has no announced length. */
    public long limitFor(ServerHttpRequest request) {
        return request.getPath().value().startsWith(UPLOADS) ? upload.toBytes() + MULTIPART_FRAME : json.toBytes();
    }
}
