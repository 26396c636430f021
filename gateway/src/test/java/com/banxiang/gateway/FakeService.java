package com.banxiang.gateway;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A service behind the door: it remembers what it was asked, and answers its own name unless a test says otherwise. */
public final class FakeService {

    /** What arrived. */
    public record Asked(String method, String uri, Map<String, List<String>> headers, int bodyBytes) {

        /** All values of a header, as one text; empty if it did not arrive. */
        public String header(String name) {
            return String.join("|", headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()));
        }
    }

    /** How a test answers in its stead. */
    public interface Script {
        Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response);
    }

    private final String name;
    private final int port;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private DisposableServer server;

    public FakeService(String name) {
        this.name = name;
        this.server = listen(0);
        this.port = server.port();
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Replaces the answer to one path. */
    public void on(String path, Script script) {
        scripts.put(path, script);
    }

    public List<Asked> asked(String uri) {
        return asked.stream().filter(it -> it.uri().equals(uri)).toList();
    }

    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** Answers its own name again, and nobody has asked. */
    public void forget() {
        scripts.clear();
        asked.clear();
    }

    public void stop() {
        server.disposeNow();
    }

    /** On the same port as before. */
    public void start() {
        server = listen(port);
    }

    /** Ends the connection without a byte of an answer. */
    public static Mono<Void> cutOff(HttpServerRequest request) {
        request.withConnection(it -> it.channel().close());
        return Mono.never();
    }

    private DisposableServer listen(int at) {
        return HttpServer.create()
                .host("127.0.0.1")
                .port(at)
                .handle(this::handle)
                .bindNow();
    }

    private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {

        var script = scripts.get(request.fullPath());
        if (script != null) {
            asked.add(askedBy(request, 0));
            return script.answer(request, response);
        }

        return request.receive()
                .asByteArray()
                .map(it -> it.length)
                .reduce(0, Integer::sum)
                .flatMap(bytes -> {
                    asked.add(askedBy(request, bytes));
                    return answer(request, response);
                });
    }

    private Mono<Void> answer(HttpServerRequest request, HttpServerResponse response) {

        var requestId = request.requestHeaders().get("X-Request-Id", "none");
        var body = """
            {"success":true,"code":200,"message":"操作成功","data":{"service":"%s"},"timestamp":1,"requestId":"%s"}\
            """.formatted(name, requestId);

        return response.header("Content-Type", "application/json")
                .header("X-Request-Id", requestId)
                .sendByteArray(Mono.just(body.getBytes(StandardCharsets.UTF_8)))
                .then();
    }

    private static Asked askedBy(HttpServerRequest request, int bodyBytes) {

        var headers = new ConcurrentHashMap<String, List<String>>();
        request.requestHeaders()
                .names()
                .forEach(it -> headers.put(
                        it.toLowerCase(Locale.ROOT), request.requestHeaders().getAll(it)));
        return new Asked(request.method().name(), request.uri(), headers, bodyBytes);
    }
}
