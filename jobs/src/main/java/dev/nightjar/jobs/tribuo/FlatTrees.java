package dev.nightjar.jobs.tribuo;

import dev.nightjar.model.Matrix;
import dev.nightjar.model.Scorer;
import java.util.List;
import org.tribuo.classification.protos.LabelProto;
import org.tribuo.common.tree.protos.LeafNodeProto;
import org.tribuo.common.tree.protos.SplitNodeProto;
import org.tribuo.common.tree.protos.TreeModelProto;
import org.tribuo.common.tree.protos.TreeNodeProto;
import org.tribuo.protos.core.OutputProto;

/** Tribuo's decision trees as arrays. A row's score is the mean over the trees of its leaf's. */
final class FlatTrees implements Scorer {

  private static final int LEAF = -1;

  // Rows that go down one tree together, so that the tree stays in the cache.
  private static final int BLOCK = 4096;

  private final int columns;
  private final int[] roots;
  private final int[] feature;
  private final double[] value;
  private final int[] above;
  private final int[] notAbove;

  /** Throws {@link IllegalArgumentException} when the trees are not sound. */
  FlatTrees(int columns, List<TreeModelProto> trees) {
    this.columns = columns;
    this.roots = new int[trees.size()];
    int size = 0;
    for (int tree = 0; tree < roots.length; tree++) {
      roots[tree] = size;
      size += trees.get(tree).getNodesCount();
      Artifact.require(trees.get(tree).getNodesCount() > 0, "a tree has no nodes");
    }
    feature = new int[size];
    value = new double[size];
    above = new int[size];
    notAbove = new int[size];
    for (int tree = 0; tree < roots.length; tree++) {
      List<TreeNodeProto> nodes = trees.get(tree).getNodesList();
      for (int node = 0; node < nodes.size(); node++) {
        put(nodes.get(node), roots[tree], node, nodes.size());
      }
    }
  }

  private void put(TreeNodeProto node, int root, int index, int size) {
    int at = root + index;
    if (node.getSerializedData().is(SplitNodeProto.class)) {
      SplitNodeProto split = Artifact.unpack(node.getSerializedData(), SplitNodeProto.class);
      int greater = split.getGreaterThanIdx();
      int rest = split.getLessThanOrEqualIdx();
      // Children come after their parent: otherwise a row could go round for ever.
      Artifact.require(
          greater > index && greater < size && rest > index && rest < size,
          "a tree's branches lead nowhere");
      Artifact.require(
          split.getSplitFeatureIdx() >= 0 && split.getSplitFeatureIdx() < columns,
          "a tree asks for column " + split.getSplitFeatureIdx() + " of " + columns);
      feature[at] = split.getSplitFeatureIdx();
      value[at] = split.getSplitValue();
      above[at] = root + greater;
      notAbove[at] = root + rest;
    } else {
      LeafNodeProto leaf = Artifact.unpack(node.getSerializedData(), LeafNodeProto.class);
      OutputProto positive = leaf.getScoreMap().get(DenseDomain.POSITIVE);
      Artifact.require(positive != null, "a leaf has no score");
      if (positive != null) {
        value[at] = Artifact.unpack(positive.getSerializedData(), LabelProto.class).getScore();
      }
      Artifact.require(value[at] >= 0 && value[at] <= 1, "a leaf's score is no probability");
      feature[at] = LEAF;
    }
  }

  @Override
  public double[] score(Matrix rows) {
    Artifact.checkWidth(rows, columns);
    double[] scores = new double[rows.rows()];
    for (int from = 0; from < scores.length; from += BLOCK) {
      int to = Math.min(scores.length, from + BLOCK);
      for (int root : roots) {
        for (int row = from; row < to; row++) {
          scores[row] += leaf(root, rows.values(), row * columns);
        }
      }
      for (int row = from; row < to; row++) {
        scores[row] /= roots.length;
      }
    }
    return scores;
  }

  private double leaf(int root, float[] values, int at) {
    int node = root;
    while (feature[node] != LEAF) {
      node = values[at + feature[node]] > value[node] ? above[node] : notAbove[node];
    }
    return value[node];
  }
}
