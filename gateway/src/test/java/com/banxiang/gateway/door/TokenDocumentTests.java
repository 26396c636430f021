package com.banxiang.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.gateway.ApiDocument;
import com.banxiang.gateway.ApiDocument.Operation;
import com.banxiang.gateway.door.PublicEndpoints.Token;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The door asks for a token exactly where a service's document says that one is needed. */
class TokenDocumentTests {

    static Stream<Operation> operations() {
        return ApiDocument.operationsOfEveryService().stream();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void isAsOpenAsItsDocumentSays(Operation operation) {
        assertThat(PublicEndpoints.tokenFor(operation.method(), operation.sample()) != Token.REQUIRED)
                .isEqualTo(operation.open());
    }
}
