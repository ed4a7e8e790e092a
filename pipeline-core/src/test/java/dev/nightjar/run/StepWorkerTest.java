package dev.nightjar.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.Digest;
import dev.nightjar.store.MemoryStore;
import dev.nightjar.store.ObjectKey;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StepWorkerTest {

  private final MemoryStore store = new MemoryStore();
  private final OperatorSteps steps = new OperatorSteps(store);
  private final StepOrders orders = new StepOrders(store);
  private final StepWorker worker =
      new StepWorker(new StepStore(store), orders, Retries.standard(thrown -> Optional.empty()));
  private int asked;

  private int work(ObjectKey key) throws IOException {
    return worker.work(
        key,
        order -> {
          asked++;
          return steps.named(order.step(), OperatorSpec.IN_PROCESS);
        },
        StepProgress.NONE);
  }

  private ObjectKey order(String step) throws IOException {
    return orders.place(StepOrder.of(steps.task(step, OperatorSpec.IN_PROCESS, StepProgress.NONE)));
  }

  private StepAnswer answer(ObjectKey order) throws IOException {
    return orders.answer(order).orElseThrow();
  }

  @Test
  void anOrderNamesAllThatTheStoreDoesNotKnow() throws Exception {
    ObjectKey key = order("made");
    assertThat(key.path())
        .matches(
            "runs/operated/20110615T073000Z/[0-9a-f]{8}/tries/made-1-[0-9a-f]{8}/order[.]json");
    assertThat(order("made")).as("the same order again").isEqualTo(key);
    StepOrder order = orders.read(key);
    assertThat(order.told()).containsEntry("by", "the test");
    assertThat(order.token()).isEqualTo(4);
    assertThat(order.run().id()).isEqualTo(RunId.of(OperatorSteps.SLOT, 1));
    assertThat(CanonicalJson.read(CanonicalJson.write(order), StepOrder.class)).isEqualTo(order);
    assertThatThrownBy(() -> orders.read(ObjectKey.of("runs", "no", "order.json")))
        .hasMessageContaining("has no order runs/no/order.json");
  }

  @Test
  void anOrderThatIsAnsweredIsNotDoneAgain() throws Exception {
    ObjectKey key = order("made");
    assertThat(work(key)).isEqualTo(WorkerExit.ANSWERED);
    assertThat(work(key)).isEqualTo(WorkerExit.ANSWERED);
    assertThat(asked).isEqualTo(1);
    assertThat(answer(key).orThrow().outcome()).isEqualTo(new Outcome.Finish("PROMOTE v1"));
  }

  @Test
  void aFailureSaysItsClassItsPlaceAndWhatToDo() throws Exception {
    ObjectKey key = order("surprised");
    assertThat(work(key)).isEqualTo(WorkerExit.code(FailureClass.USER));
    StepAnswer.Failed failed = (StepAnswer.Failed) answer(key);
    assertThat(failed.place()).contains("OperatorSteps");
    assertThat(failed.advice()).isEqualTo(FailureClass.USER.advice());
    assertThat(failed.code()).isEqualTo(10);
    assertThatThrownBy(failed::orThrow)
        .isInstanceOf(StepFailure.class)
        .hasMessageContaining("no such thing");
  }

  @Test
  void whatChangedMeanwhileIsNotWorkedOn() throws Exception {
    StepTask task = steps.task("made", OperatorSpec.IN_PROCESS, StepProgress.NONE);
    StepTask other = new StepTask(task.step(), task.context(), Digest.of("another champion"), 1, 4);
    ObjectKey facts = orders.place(StepOrder.of(other));
    assertThat(work(facts)).isEqualTo(WorkerExit.code(FailureClass.INFRA));
    assertThatThrownBy(answer(facts)::orThrow).hasMessageContaining("changed while its process");

    StepContext context =
        new StepContext(
            task.context().run(), Map.of("earlier", StepOutput.next("other")), StepProgress.NONE);
    ObjectKey input =
        orders.place(StepOrder.of(new StepTask(task.step(), context, task.inputs(), 1, 4)));
    assertThat(input).isNotEqualTo(facts);
    assertThat(work(input)).isEqualTo(WorkerExit.code(FailureClass.INFRA));
    assertThatThrownBy(answer(input)::orThrow)
        .hasMessageContaining("the output of step earlier is not the one");
  }
}
