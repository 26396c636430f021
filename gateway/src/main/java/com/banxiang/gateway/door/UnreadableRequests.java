package com.banxiang.gateway.door;

import com.banxiang.gateway.wire.Http1Pipeline;
import com.banxiang.platform.web.Envelope;
import com.banxiang.platform.web.Envelope.Failure;
import com.banxiang.platform.web.ErrorCode;
import com.banxiang.platform.web.RequestContext;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.util.ReferenceCountUtil;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.IdGenerator;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts the envelope around what the server underneath refuses by itself: a request line or a header that is no HTTP, a
 * path that is no address, headers without end, a head that never ends. No filter ever sees those.
 */
@Component
final class UnreadableRequests implements NettyServerCustomizer {

    private final JsonMapper json;
    private final MessageSource texts;
    private final IdGenerator ids;
    private final Clock clock;
    private final AccessLog accessLog;

    UnreadableRequests(JsonMapper json, MessageSource texts, IdGenerator ids, Clock clock, AccessLog accessLog) {
        this.json = json;
        this.texts = texts;
        this.ids = ids;
        this.clock = clock;
        this.accessLog = accessLog;
    }

    @Override
    public HttpServer apply(HttpServer server) {

        var enveloping = new Enveloping();

        return Http1Pipeline.whenReady(
                server, it -> it.addAfter(NettyPipeline.HttpCodec, Enveloping.class.getName(), enveloping));
    }

    /** Every answer of ours carries a request id; a refusal that does not was made before there was one. */
    private static boolean isBare(FullHttpResponse answer) {
        return answer.status().codeClass() == HttpStatusClass.CLIENT_ERROR
                && !answer.content().isReadable()
                && !answer.headers().contains(RequestContext.REQUEST_ID);
    }

    private FullHttpResponse enveloped(FullHttpResponse bare) {

        var status = bare.status().code();
        var requestId = "req_" + ids.generateId();
        var code = ErrorCode.of(HttpStatusCode.valueOf(status)).name();
        var message = texts.getMessage(code, null, code, Locale.SIMPLIFIED_CHINESE);
        var text = message == null ? code : message;
        var failure = new Failure(code, text, List.of());
        var body =
                json.writeValueAsBytes(new Envelope<>(false, status, text, null, failure, clock.millis(), requestId));

        var answer = new DefaultFullHttpResponse(bare.protocolVersion(), bare.status(), Unpooled.wrappedBuffer(body));
        answer.headers()
                .set(bare.headers())
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set(HttpHeaderNames.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE)
                .set(RequestContext.REQUEST_ID, requestId);
        SecurityHeaders.addTo(answer.headers()::set);
        accessLog.writeUnreadable(status, requestId);

        return answer;
    }

    @Sharable
    private final class Enveloping extends ChannelOutboundHandlerAdapter {

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {

            if (message instanceof FullHttpResponse answer && isBare(answer)) {
                var enveloped = enveloped(answer);
                ReferenceCountUtil.release(answer);
                context.write(enveloped, promise);
                return;
            }

            context.write(message, promise);
        }
    }
}
