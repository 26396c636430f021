package com.banxiang.gateway.wire;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/**
 * Waits only so long for the head and the body of a request, and takes only so many headers: neither costs a client anything, and each
 * connection that never comes to its point is held open by us.
 *
 * <p>The envelope is put around what is said here where {@link Http1Pipeline} let somebody in nearer to the codec.
 */
@EnableConfigurationProperties(WireSettings.class)
@Component
final class RequestHeads implements NettyServerCustomizer {

    private final WireSettings settings;

    RequestHeads(WireSettings settings) {
        this.settings = settings;
    }

    @Override
    public HttpServer apply(HttpServer server) {
        // The server's own limit would end WebSockets, and forgets a body whose answer was given before it came.
        return Http1Pipeline.whenReady(server, this::watch);
    }

    private void watch(ChannelPipeline pipeline) {
        var watch = new Watch();
        pipeline.addBefore(NettyPipeline.HttpCodec, "requestBytes", watch.bytes);
        pipeline.addBefore(NettyPipeline.HttpTrafficHandler, "requestHeads", watch.heads);
    }

    /** Of one connection, and only ever on its own thread. */
    private final class Watch {

        private final Bytes bytes = new Bytes();
        private final Heads heads = new Heads();

        private boolean betweenRequests = true;
        private boolean understood;
        private int unanswered;
        private @Nullable Future<?> deadline;

        private void limit(ChannelHandlerContext context, Duration time, Runnable otherwise) {
            stop();
            deadline = context.executor().schedule(otherwise, time.toMillis(), TimeUnit.MILLISECONDS);
        }

        private void stop() {
            var running = deadline;
            if (running != null) {
                running.cancel(false);
                deadline = null;
            }
        }

        /** Says so, unless somebody else's answer is still on its way: then the two would be taken for one. */
        private void giveUp(ChannelHandlerContext context) {

            var pipeline = context.pipeline();
            if (pipeline.get(NettyPipeline.HttpCodec) == null) {
                // A WebSocket, whose frames are no heads.
                pipeline.remove(bytes);
                pipeline.remove(heads);
            } else if (unanswered > 0) {
                context.close();
            } else {
                var late = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.REQUEST_TIMEOUT);
                late.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
                pipeline.context(heads).writeAndFlush(late).addListener(ChannelFutureListener.CLOSE);
            }
        }

        private static boolean hasBody(HttpRequest request) {
            return request.headers().contains(HttpHeaderNames.CONTENT_LENGTH)
                    || request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING);
        }

        private final class Bytes extends ChannelInboundHandlerAdapter {

            /** Most heads come in one piece, and cost no clock. */
            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                understood = false;
                context.fireChannelRead(message);
                if (betweenRequests && !understood && deadline == null) {
                    limit(context, settings.headWithin(), () -> giveUp(context));
                }
            }

            @Override
            public void channelInactive(ChannelHandlerContext context) {
                stop();
                context.fireChannelInactive();
            }
        }

        private final class Heads extends ChannelDuplexHandler {

            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {

                understood = true;

                if (message instanceof HttpRequest request) {
                    stop();
                    unanswered++;
                    betweenRequests = false;
                    if (hasBody(request)) {
                        limit(context, settings.bodyWithin(), context::close);
                    }
                    if (request.headers().size() > settings.headers()) {
                        request.setDecoderResult(
                                DecoderResult.failure(new TooLongHttpHeaderException("too many headers")));
                    }
                }

                if (message instanceof LastHttpContent) {
                    stop();
                    betweenRequests = true;
                }

                context.fireChannelRead(message);
            }

            @Override
            public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
                if (message instanceof LastHttpContent && !isProvisional(message)) {
                    unanswered--;
                }
                context.write(message, promise);
            }

            /** As 100, before the answer itself. */
            private static boolean isProvisional(Object message) {
                return message instanceof HttpResponse response
                        && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
            }
        }
    }
}
