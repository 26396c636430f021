package com.banxiang.platform.erasure;

import com.banxiang.platform.messaging.Admission;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Takes no event about an account that was erased here, however late it comes or comes again. */
final class ErasedSubjects implements Admission {

    private final ErasedAccounts erased;

    ErasedSubjects(ErasedAccounts erased) {
        this.erased = erased;
    }

    @Override
    public Mono<Boolean> admits(JsonNode payload) {
        var subjects = Subjects.of(payload);
        return subjects.isEmpty()
                ? Mono.just(true)
                : erased.containsAny(subjects).map(gone -> !gone);
    }
}
