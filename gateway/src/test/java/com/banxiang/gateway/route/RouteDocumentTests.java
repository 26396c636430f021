package com.banxiang.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.gateway.ApiDocument;
import com.banxiang.gateway.ApiDocument.Operation;
import java.util.EnumSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a service says that it answers reaches that service and no other. */
class RouteDocumentTests {

    final RouteTable whole = new RouteTable(EnumSet.allOf(Upstream.class), true);

    static Stream<Operation> operations() {
        return ApiDocument.operationsOfEveryService().stream();
    }

    @Test
    void everyServiceHasADocument() {
        assertThat(operations().map(Operation::service))
                .contains("user-service", "child-service", "health-service", "notification-service");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyPathOfADocumentLeadsToItsService(Operation operation) {
        assertThat(whole.find(operation.sample()))
                .isNotNull()
                .extracting(it -> it.upstream().service())
                .isEqualTo(operation.service());
    }
}
