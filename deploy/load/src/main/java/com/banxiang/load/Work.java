package com.banxiang.load;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A kind of request.
 *
 * @param services of the fleet that answer it, behind the gateway
 * @param things how many are done by one request: a batch of 200 readings is 200
 * @param call what somebody asks for
 */
record Work(String name, List<String> services, int things, Function<Member, Call> call) {

    /** @param body JSON, null for none */
    record Call(String method, String path, @Nullable String body) {}

    static Work read(String name, String service, String path) {
        var call = new Call("GET", path, null);
        return new Work(name, List.of(service), 1, _ -> call);
    }
}
